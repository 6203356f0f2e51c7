// The keyboard in lists: "/" goes to the search field, arrow keys walk from row to row.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const goal = (row) => row?.querySelector("th a, th button, a, button");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const find = document.querySelector("[data-find]");
  if (event.key === "/" && find && !typing(event.target) && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    find.focus();
    find.select();
  } else if (event.key === "ArrowDown" && event.target === find) {
    const first = goal(document.querySelector("table[data-rows] tbody tr:not(.dt-table-group)"));
    if (first) {
      event.preventDefault();
      first.focus();
    }
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    walk(event);
  }
});

function walk(event) {
  const row = event.target.closest("table[data-rows] tbody tr");
  if (!row || typing(event.target)) return;
  const cell = event.target.closest("th, td").cellIndex;
  const down = event.key === "ArrowDown";
  let next = row;
  do next = down ? next.nextElementSibling : next.previousElementSibling;
  while (next && !goal(next));
  if (!next) return;
  event.preventDefault();
  (next.cells[cell]?.querySelector("a, button") || goal(next)).focus();
}
