// The calendar: a task dragged to another day, "m" on a task, a click into an empty square. A comfort: each works without it by its link.

const form = document.getElementById("move-form");
const sheet = document.getElementById("sheet");
let dragged = null;

function moveTo(item, day) {
  if (item.hasAttribute("data-bound")) return ask(item, day);
  form.action = item.dataset.move;
  form.elements.to.value = day;
  form.requestSubmit();
}
function ask(item, day = "") {
  const query = new URLSearchParams({ next: form.elements.next.value, ...(day && { to: day }) });
  htmx.ajax("GET", `${item.dataset.move}?${query}`, { target: "#sheet", swap: "innerHTML" });
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  document.body.classList.add("dragging");
});
document.addEventListener("dragend", () => {
  document.body.classList.remove("dragging");
  document.querySelector("[data-day].over")?.classList.remove("over");
  dragged = null;
});
for (const square of document.querySelectorAll("[data-day]:not([data-past])")) {
  square.addEventListener("dragover", (event) => {
    if (!dragged || square.contains(dragged)) return;
    event.preventDefault();
    square.classList.add("over");
  });
  square.addEventListener("dragleave", (event) => {
    if (!square.contains(event.relatedTarget)) square.classList.remove("over");
  });
  square.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    square.classList.remove("over");
    moveTo(dragged, square.dataset.day);
  });
  square.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || sheet?.open || getSelection()?.toString()) return;
    const link = square.querySelector(matchMedia("(max-width: 860px)").matches ? "a.sun" : "a.plus");
    link?.click();
  });
}
document.addEventListener("keydown", (event) => {
  const item = event.key === "m" && !event.ctrlKey && !event.metaKey && event.target.closest?.("[data-move]");
  if (item && !sheet?.open) { event.preventDefault(); ask(item); }
});
