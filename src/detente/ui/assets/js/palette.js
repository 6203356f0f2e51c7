// Ctrl+K or ⌘K opens the palette: the field keeps the focus, arrow keys choose among the options, Enter opens the one
// that is chosen. Without JavaScript the button is a link, and the search a page.
const dialog = () => document.getElementById("dt-palette");
const field = () => document.getElementById("dt-palette-words");
const place = () => document.getElementById("dt-palette-found");
const options = () => [...place().querySelectorAll('[role="option"]')];
const chosen = () => place().querySelector('[aria-selected="true"]');

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (option) {
    option.setAttribute("aria-selected", "true");
    field().setAttribute("aria-activedescendant", option.id);
  } else {
    field().removeAttribute("aria-activedescendant");
  }
}

function look() {
  field().setAttribute("aria-expanded", String(options().length > 0));
  choose(options()[0]);
  document.getElementById("dt-palette-said").textContent = place().querySelector("[data-said]")?.dataset.said || "";
}

function open() {
  if (!dialog().open) dialog().showModal();
  field().focus();
  field().select();
  look();
}

document.addEventListener("keydown", (event) => {
  if (!dialog()) return;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (k) {
    event.preventDefault();
    if (dialog().open) dialog().close();
    else open();
  } else if (event.target === field() && !event.isComposing) {
    walk(event);
  }
});

function walk(event) {
  const all = options();
  const at = all.indexOf(chosen());
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(all[(at + step + all.length) % all.length]);
    chosen().scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && at >= 0 && all[at].closest("[data-words]").dataset.words === field().value.trim()) {
    event.preventDefault(); // what is shown answers what is typed; else the form opens the search's page
    all[at].click();
  }
}

document.addEventListener("click", (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (event.target.closest("[data-open-palette]") && plain && dialog()) {
    event.preventDefault();
    open();
  } else if (dialog()?.open && (event.target === dialog() || event.target.closest("[data-close-palette]"))) {
    dialog().close();
  } else if (dialog()?.open && plain && event.target.closest('#dt-palette [role="option"]')) {
    dialog().close();
  }
});

document.addEventListener("pointermove", (event) => {
  const option = event.target.closest?.('#dt-palette [role="option"]');
  if (option && option !== chosen()) choose(option);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === place()) look();
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (!place() || event.detail.target !== place()) return;
    event.stopPropagation();
    place().replaceChildren(Object.assign(document.createElement("p"), { className: "dt-palette-none", textContent: place().dataset.failed }));
    place().firstChild.dataset.said = place().dataset.failed;
    look();
  }, true);
}

if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const keys of document.querySelectorAll("[data-mac]")) keys.textContent = keys.dataset.mac;
}
