// Messages at the corner: closed by their button; a request that failed says so instead of doing nothing.
function say(words) {
  const region = document.getElementById("dt-toasts");
  const template = document.getElementById("dt-toast");
  if (!region || !template) return;
  const toast = template.content.cloneNode(true);
  toast.querySelector("p").textContent = words;
  region.append(toast);
}

const words = (name) => document.querySelector('meta[name="dt-words"]')?.dataset[name] || "";

document.addEventListener("click", (event) => {
  event.target.closest("[data-close-toast]")?.closest("[data-toast]").remove();
});

document.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  const sentence = answer.status < 500 && answer.getResponseHeader("Content-Type")?.startsWith("text/plain");
  say(sentence ? answer.responseText.slice(0, 400) : words("failed"));
});
document.addEventListener("htmx:sendError", () => say(words("unreachable")));
document.addEventListener("htmx:timeout", () => say(words("unreachable")));
