// A job's progress is replaced each second: the focus stays where it was, and its end is said once.
let focused = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  focused = Boolean(event.detail.target?.closest("[data-progress]")?.contains(document.activeElement));
});

document.addEventListener("htmx:afterSwap", (event) => {
  const job = document.getElementById(event.detail.target?.id || "");
  if (!job?.matches("[data-progress]")) return;
  if (focused) (job.querySelector("[data-keep-focus]") || job.querySelector("a, button"))?.focus();
  if (!["waiting", "running", "stopping"].includes(job.dataset.progress)) {
    const region = document.getElementById("dt-progress-said");
    if (region) region.textContent = job.querySelector(".dt-progress-head").textContent.replace(/\s+/g, " ").trim();
  }
});
