// Behaviour for all pages. Everything here is a comfort: each link and form works without it.

const sheet = document.getElementById("sheet");
const typing = (el) => el.matches?.("input, textarea, select, [contenteditable]");

// A link or form with data-sheet opens in the dialog instead of a page of its own.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  if (link && sheet && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    htmx.ajax("GET", link.getAttribute("href"), { target: "#sheet", swap: "innerHTML" });
  }
  if (event.target === sheet || event.target.closest("[data-close]")) {
    sheet?.close();
    if (event.target.closest("a[data-close]")) event.preventDefault();
  }
  if (!event.target.closest(".search")) closeFound();
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === sheet && !sheet.open) sheet.showModal();
  if (event.detail.target === sheet) sheet.querySelector("[autofocus]")?.focus();
  if (event.detail.target.id === "found") markFound();
});
sheet?.addEventListener("close", () => { sheet.innerHTML = ""; });

// Keys: "/" or Ctrl+K searches, "n" logs a touch, j and k walk the agenda.
document.addEventListener("keydown", (event) => {
  const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (palette || (event.key === "/" && !typing(event.target))) {
    event.preventDefault();
    const search = document.getElementById("search");
    search?.focus();
    search?.select();
  } else if (event.key === "n" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !sheet?.open) {
    document.querySelector(".topbar a[data-sheet]")?.click();
  } else if ((event.key === "j" || event.key === "k") && !typing(event.target) && !sheet?.open) {
    const lines = [...document.querySelectorAll(".agenda a.open, tbody td.name a")];
    const at = lines.indexOf(document.activeElement);
    lines[Math.min(lines.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]?.focus();
  }
});

// The search box: arrows walk the answers, Enter opens the one that is marked, Escape closes.
const found = document.getElementById("found");
const answers = () => [...(found?.querySelectorAll("a") ?? [])];
const box = document.getElementById("search");
function markFound(step = 0) {
  const all = answers();
  const at = all.findIndex((a) => a.getAttribute("aria-selected") === "true");
  all.forEach((a) => a.removeAttribute("aria-selected"));
  box?.setAttribute("aria-expanded", String(all.length > 0));
  if (!all.length || (!step && !box?.value)) return;
  all[at < 0 ? (step < 0 ? all.length - 1 : 0) : (at + step + all.length) % all.length]?.setAttribute("aria-selected", "true");
}
function closeFound() {
  if (found) found.innerHTML = "";
  box?.setAttribute("aria-expanded", "false");
}
box?.addEventListener("input", closeFound);
document.addEventListener("htmx:beforeSwap", (event) => {
  // An answer to what was typed before is no answer to what stands there now.
  const asked = new URL(event.detail.xhr.responseURL || location.href).searchParams.get("q");
  if (event.detail.target.id === "found" && asked !== box?.value) event.detail.shouldSwap = false;
});
box?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    markFound(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const marked = answers().find((a) => a.getAttribute("aria-selected") === "true");
    if (marked) { event.preventDefault(); marked.click(); }
  } else if (event.key === "Escape") {
    closeFound();
  }
});

// Leaving a form that was typed into and not sent asks first; nothing typed is kept on the machine.
let unsent = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-guard]")) unsent = true;
});
document.addEventListener("submit", () => { unsent = false; });
addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
sheet?.addEventListener("close", () => { unsent = false; });

// A line of the agenda shows its briefing beside the list, and is marked.
document.addEventListener("click", (event) => {
  const line = event.target.closest("a[data-line]")?.closest("li");
  if (!line) return;
  document.querySelectorAll(".agenda li[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  line.setAttribute("aria-current", "true");
  if (matchMedia("(max-width: 860px)").matches) document.getElementById("brief")?.scrollIntoView({ behavior: "smooth" });
});

// Copy what stands in data-copy.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("copied");
  }
});

// A select or date with data-submit sends its form when it changes.
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit]")) event.target.form.requestSubmit();
});

// Print the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// A chart says in words what is under the pointer or in focus.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.("[data-chart] a[aria-label]");
    if (mark) mark.closest("[data-chart]").querySelector("output").value = mark.getAttribute("aria-label");
  });
}
