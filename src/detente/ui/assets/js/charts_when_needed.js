// The chart library is large, so it is fetched only when a page, or what htmx brings, has a chart in it.
function look() {
  if (!document.querySelector("[data-chart]:not([data-drawn])")) return;
  if (window.detenteCharts) {
    window.detenteCharts.drawAll();
    return;
  }
  const source = document.querySelector('meta[name="dt-charts"]')?.content;
  if (!source || document.querySelector("script[data-charts]")) return;
  const script = document.createElement("script");
  script.src = source;
  script.dataset.charts = "";
  script.addEventListener("error", () => {
    for (const place of document.querySelectorAll("[data-chart]:not([data-drawn])")) place.textContent = place.dataset.failed;
  });
  document.head.append(script);
}

look();
document.addEventListener("htmx:afterSettle", look);
