// The customer list: cells changed in place, rows chosen with shift, the way back to where one was. A comfort: each part works without it.

const typing = (el) => el.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
document.documentElement.classList.add("scripted");

// A cell opens its box where it stands; Enter saves, Tab saves and goes on to the next cell, Escape leaves.
let onward = null;
document.addEventListener("click", (event) => {
  const cell = event.target.closest("a[data-cell]");
  if (cell && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    htmx.ajax("GET", cell.href, { target: cell.closest("td"), swap: "innerHTML" });
  }
  const leave = event.target.closest(".cellbox [data-leave]");
  if (leave && leave.closest("td")) {
    event.preventDefault();
    shut(leave.closest(".cellbox"));
  }
});
function shut(box) {
  htmx.ajax("GET", box.dataset.cellbox, { target: box.closest("td"), swap: "innerHTML" });
}
function cellsAround(td, step) {
  const all = [...document.querySelectorAll("table[data-list] td")].filter((each) => each === td || each.querySelector("a[data-cell]"));
  return all[all.indexOf(td) + step];
}
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("td .cellbox");
  if (!box) return;
  if (event.key === "Escape") {
    event.preventDefault();
    shut(box);
  } else if (event.key === "Tab") {
    event.preventDefault();
    onward = cellsAround(box.closest("td"), event.shiftKey ? -1 : 1);
    box.requestSubmit();
  }
});
document.addEventListener("htmx:afterSwap", (event) => {
  const td = event.detail.target;
  if (!td.matches?.("td")) return;
  const field = td.querySelector("[name=value]");
  if (field) {
    field.focus();
    field.select?.();
    onward = null;
  } else if (onward) {
    const next = onward.querySelector("a[data-cell]");
    onward = null;
    next?.click();
  } else {
    td.querySelector("a[data-cell]")?.focus();
  }
});

// Rows: shift chooses the ones between, "x" chooses the row one is on; the bar says how many.
let last = null;
const ticks = () => [...document.querySelectorAll("td.tick input")];
document.addEventListener("click", (event) => {
  const tick = event.target.closest("td.tick input");
  if (!tick) return;
  const all = ticks();
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(tick)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((each) => { each.checked = tick.checked; });
  }
  last = tick;
  tally();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) {
    ticks().forEach((each) => { each.checked = event.target.checked; });
    tally();
  }
});
document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "x") {
    const tick = event.target.closest?.("tr")?.querySelector("td.tick input");
    if (tick) tick.click();
  }
  const way = document.querySelector(`.walk a[data-key="${CSS.escape(event.key)}"]`);
  if (way) way.click();
  if (event.key === "?") document.getElementById("keys")?.showModal();
});
function tally() {
  const chosen = ticks().filter((each) => each.checked).length;
  const bar = document.querySelector(".bulkbar");
  const said = bar?.querySelector("[data-chosen]");
  if (!bar || !said) return;
  bar.classList.toggle("on", chosen > 0);
  said.textContent = said.dataset.words.replace("#", String(chosen));
}

// The way back leads to where the list was left.
const place = () => `at:${location.pathname}${location.search}`;
document.addEventListener("click", (event) => {
  if (event.target.closest("td.name a")) sessionStorage.setItem(place(), String(scrollY));
  const back = event.target.closest("a[data-back]");
  if (back) sessionStorage.setItem("back", `at:${new URL(back.href).pathname}${new URL(back.href).search}`);
});
if (sessionStorage.getItem("back") === place()) {
  scrollTo(0, Number(sessionStorage.getItem(place()) ?? 0));
  sessionStorage.removeItem("back");
}

// One menu at a time; a click elsewhere or Escape closes it.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  if (event.target.closest("#keys [data-shut]") || event.target.id === "keys") document.getElementById("keys").close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
