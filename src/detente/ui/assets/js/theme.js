// Light, dark, or as the device says. The server reads the cookie, so a page comes in its colours without a flash.
const root = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");
let chosen = root.dataset.theme || "auto";

function show() {
  root.dataset.theme = chosen;
  root.dataset.bsTheme = chosen === "auto" ? (device.matches ? "dark" : "light") : chosen;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button || button.closest("[data-example]")) return;
  chosen = button.dataset.themeChoice;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  show();
});

device.addEventListener("change", show);
root.dataset.bsTheme = chosen === "auto" ? (device.matches ? "dark" : "light") : chosen;
