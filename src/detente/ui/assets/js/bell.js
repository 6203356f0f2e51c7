// The bell asks again each minute, while somebody looks at the page; a failed look is tried again, in silence.
const EACH = 60_000;

setInterval(async () => {
  const bell = document.querySelector("[data-bell]");
  if (!bell || document.visibilityState !== "visible") return;
  const answer = await fetch(bell.dataset.bell, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-bell]");
  if (!fresh || fresh.isEqualNode(bell)) return;
  const focused = document.activeElement === bell;
  bell.replaceWith(fresh);
  if (focused) fresh.focus();
}, EACH);
