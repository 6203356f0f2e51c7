// Draws the Vega-Lite specs of a page as SVG. Expressions are interpreted, not evaluated, nothing is loaded from
// anywhere, and colours come from the style sheet: all of it under a content policy without exceptions.
import { View, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";

const nothingIsLoaded = {
  load: () => Promise.reject(new Error("charts carry their data; nothing is loaded")),
  sanitize: () => Promise.reject(new Error("charts have no links")),
};

let tip = null;

function showTip(handler, event, item, value) {
  tip?.remove();
  tip = null;
  if (value === null || value === undefined || value === "") return;
  tip = document.createElement("div");
  tip.className = "dt-chart-tip";
  tip.textContent = String(value);
  event.target.closest(".dt-chart").append(tip);
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX + 12, innerWidth - box.width - 8)}px`;
  tip.style.top = `${Math.max(event.clientY - box.height - 12, 8)}px`;
}

async function draw(place) {
  place.dataset.drawn = "true";
  try {
    const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const view = new View(parse(compile(spec).spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: place,
      loader: nothingIsLoaded,
      tooltip: showTip,
      hover: true,
    });
    await document.fonts.ready;
    await view.runAsync();
    place.dataset.drawn = "done";
  } catch (problem) {
    place.textContent = place.dataset.failed;
    console.error(problem);
  }
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]:not([data-drawn])")) draw(place);
}

window.detenteCharts = { drawAll };
drawAll();
