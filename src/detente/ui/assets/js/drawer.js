// Links with data-drawer open their page in the drawer. The address changes with it, so what one sees can be sent;
// back closes it; without JavaScript, or with a modifier key, the link is an ordinary one.
const dialog = () => document.getElementById("dt-drawer");
const content = () => document.getElementById("dt-drawer-content");
const address = () => location.pathname + location.search;

let shown = address(); // the page that this document shows, without the drawer
let depth = 0; // how many entries of the history the drawer has added

function fill(templateId, url) {
  content().replaceChildren(document.getElementById(templateId).content.cloneNode(true));
  const link = content().querySelector("[data-drawer-page]");
  if (link) link.href = url;
}

function open(url) {
  fill("dt-drawer-waiting", url);
  if (!dialog().open) dialog().showModal();
  window.htmx.ajax("GET", url, { target: content(), swap: "innerHTML", headers: { "X-Drawer": "true" } });
}

function close() {
  if (dialog()?.open) dialog().close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && dialog() && window.htmx) {
    event.preventDefault();
    depth += 1;
    history.pushState({ drawer: link.href, depth }, "", link.href);
    open(link.href);
  } else if (event.target.closest("[data-close-drawer]") || event.target === dialog()) {
    close();
  }
});

// Every way of closing ends here: button, Escape, a click beside it. The history goes back to the page behind.
document.addEventListener("close", (event) => {
  if (event.target !== dialog()) return;
  content().replaceChildren();
  if (depth > 0) {
    const back = depth;
    depth = 0;
    history.go(-back);
  }
}, true);

// Registered before htmx registers its own, so that closing the drawer does not load the page behind anew.
window.addEventListener("popstate", (event) => {
  const state = event.state || {};
  if (state.drawer) {
    depth = state.depth;
    open(state.drawer);
    event.stopImmediatePropagation();
  } else if (dialog()?.open) {
    depth = 0;
    close();
    event.stopImmediatePropagation();
  } else if (address() === shown) {
    event.stopImmediatePropagation();
  } else if (!state.htmx) {
    location.reload();
  }
});

for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) {
  document.addEventListener(name, () => { shown = address(); });
}

for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.target !== content()) return;
    event.stopPropagation();
    fill("dt-drawer-failed", event.detail.pathInfo.requestPath);
  }, true);
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === content()) content().querySelector("[data-close-drawer]")?.focus();
});
