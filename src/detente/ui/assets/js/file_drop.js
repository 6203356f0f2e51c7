// Files dropped on a field are chosen in it; their names and sizes are listed, too large ones refused before sending.
const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang, {
  style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1,
}).format(bytes / (bytes < 1e6 ? 1e3 : 1e6));

const areaOf = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("dragover", (event) => areaOf(event)?.classList.add("dt-drop-over"));
document.addEventListener("dragleave", (event) => areaOf(event)?.classList.remove("dt-drop-over"));
document.addEventListener("drop", (event) => areaOf(event)?.classList.remove("dt-drop-over"));

document.addEventListener("change", (event) => {
  const area = areaOf(event);
  if (!area || event.target.type !== "file") return;
  const largest = Number(area.dataset.largest || Infinity);
  const refused = [...event.target.files].filter((file) => file.size > largest);
  area.querySelector("[data-drop-files]").replaceChildren(...[...event.target.files].map((file) => {
    const line = document.createElement("li");
    const weight = document.createElement("span");
    weight.textContent = size(file.size);
    line.append(file.name, weight);
    if (file.size > largest) {
      line.className = "dt-drop-refused";
      line.firstChild.textContent = `${file.name} ${area.dataset.tooLarge}`;
    }
    return line;
  }));
  event.target.setCustomValidity(refused.length ? `${refused[0].name} ${area.dataset.tooLarge}` : "");
});
