// The people map by hand: drag somebody to a place of his own, drag his small dot onto another to tie them, move him by arrows.
// Without this the picture stands as the server drew it, and every change is a form.

const map = document.getElementById("people-map");
const STEP = 12;
const CLICK = 5;

const spot = (node) => ({ x: Number(node.dataset.x), y: Number(node.dataset.y) });
function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  return { x: Math.round(point.x), y: Math.round(point.y) };
}
function put(node, x, y) {
  const box = map.viewBox.baseVal;
  node.dataset.x = Math.min(Math.max(Math.round(x), 30), box.width - 30);
  node.dataset.y = Math.min(Math.max(Math.round(y), 30), box.height - 60);
  node.setAttribute("transform", `translate(${node.dataset.x} ${node.dataset.y})`);
  const key = node.id.replace("node-", "");
  for (const line of map.querySelectorAll(`line[data-a="${key}"], line[data-b="${key}"]`)) {
    const end = line.dataset.a === key ? "1" : "2";
    line.setAttribute(`x${end}`, node.dataset.x);
    line.setAttribute(`y${end}`, node.dataset.y);
    const text = line.nextElementSibling;
    if (text?.matches("text.tie")) {
      text.setAttribute("x", (Number(line.getAttribute("x1")) + Number(line.getAttribute("x2"))) / 2);
      text.setAttribute("y", (Number(line.getAttribute("y1")) + Number(line.getAttribute("y2"))) / 2 - 5);
    }
  }
}

const moved = new Map();
let waiting;
function keep(node) {
  const { x, y } = spot(node);
  moved.set(node.dataset.id, [x, y]);
  clearTimeout(waiting);
  waiting = setTimeout(send, 400);
}
async function send() {
  if (!moved.size) return;
  const spots = JSON.stringify(Object.fromEntries(moved));
  moved.clear();
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const answer = await fetch(map.dataset.spots, {
    method: "POST",
    keepalive: true,
    headers: { "X-CSRFToken": token, "X-Requested-With": "map" },
    body: new URLSearchParams({ spots }),
  });
  map.dataset.kept = answer.ok ? String(Number(map.dataset.kept ?? 0) + 1) : "no";
}
addEventListener("pagehide", send);

// A phone begins in the middle of the picture.
const frame = map?.parentElement;
if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;

if (map?.dataset.spots) {
  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    const node = event.target.closest("a.node[data-id]");
    if (!node || event.button !== 0) return;
    const isTying = event.target.matches(".handle");
    const from = at(event);
    const began = spot(node);
    let far = false;
    let thread;
    const move = (to) => {
      const here = at(to);
      far ||= Math.hypot(here.x - from.x, here.y - from.y) > CLICK;
      if (!far) return;
      if (isTying) {
        thread ??= map.querySelector(".lines").appendChild(document.createElementNS(map.namespaceURI, "line"));
        thread.setAttribute("class", "tie drawing");
        for (const [name, value] of [["x1", began.x], ["y1", began.y], ["x2", here.x], ["y2", here.y]]) thread.setAttribute(name, value);
      } else {
        put(node, began.x + here.x - from.x, began.y + here.y - from.y);
      }
    };
    const end = (to) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      thread?.remove();
      if (!far) return;
      // The click that follows a drag opens nothing.
      const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
      if (!isTying) return keep(node);
      const other = document.elementFromPoint(to.clientX, to.clientY)?.closest("a.node[data-id]");
      if (other && other !== node) htmx.ajax("GET", `${node.getAttribute("href")}?other=${other.dataset.id}`, { target: "#sheet", swap: "innerHTML" });
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });

  map.addEventListener("keydown", (event) => {
    const node = event.target.closest("a.node[data-id]");
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!node || !way || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { x, y } = spot(node);
    put(node, x + way[0] * STEP, y + way[1] * STEP);
    keep(node);
  });
}
