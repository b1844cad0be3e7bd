// Drags elements of a draft by their handles, with a mouse, a pen or a finger. Elsewhere the page scrolls as ever.
// It only finds out where an element is to stand, marks that place and tells it: editor.js sends what came of it.
// A row's upper part means before it, its middle below it, its lower part after it; at the end of a branch, how far
// to the left the handle is held says of which level. The buttons do the same without dragging.

const FIRM = 4; // pixels that a pointer moves before it drags
const EDGE = 70, PACE = 14; // near the window's edge, the page scrolls by so many pixels a frame
const CLEAR = 8; // how far left of a branch the handle is held to leave it

const said = document.querySelector("#said");
const words = document.querySelector("#moves")?.dataset ?? {};
let drag = null;

const above = (item) => item.parentElement.closest("li[data-code]");
const below = (item) => [...item.querySelectorAll(":scope > ol > li")].filter((one) => one !== drag.item);
const after = (item) => (item.nextElementSibling === drag.item ? drag.item : item).nextElementSibling;

function say(text, beside = "") {
  said.textContent = (text ?? "").replace("{code}", drag.item.dataset.code).replace("{beside}", beside);
  said.classList.remove("refusal");
}

/** Where each row stands on the page, but for the branch that is dragged; measured once, so that moving costs nothing. */
function measure() {
  const rows = [];
  for (const item of document.querySelectorAll("#tree li[data-code]")) {
    if (drag.item.contains(item)) continue;
    const { top, bottom, left } = item.firstElementChild.getBoundingClientRect();
    rows.push({ item, left, top: top + scrollY, bottom: bottom + scrollY });
  }
  const own = drag.item.getBoundingClientRect();
  drag.own = { top: own.top + scrollY, bottom: own.bottom + scrollY };
  drag.rows = rows;
  drag.lefts = new Map(rows.map(({ item, left }) => [item, left]));
}

function rowAt(y) {
  let low = 0, high = drag.rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (drag.rows[middle].top <= y) low = middle;
    else high = middle - 1;
  }
  return drag.rows[low];
}

/** The place that is meant: an element, and before, after or below it; null where it stands already. */
function aim() {
  const y = drag.y + scrollY;
  if (!drag.rows.length || (y >= drag.own.top && y <= drag.own.bottom)) return null;
  const row = rowAt(y), share = (y - row.top) / (row.bottom - row.top);
  if (share < 0.3) return { item: row.item, where: "before" };
  if (share < 0.7) return { item: row.item, where: "below" };
  const [child] = below(row.item);
  if (child) return { item: child, where: "before" };
  let item = row.item;
  while (above(item) && !after(item) && drag.x - drag.held < drag.lefts.get(item) - CLEAR) item = above(item);
  return { item, where: "after" };
}

function changesNothing({ item, where }) {
  if (where === "before") return item.previousElementSibling === drag.item;
  if (where === "after") return item.nextElementSibling === drag.item;
  return above(drag.item) === item && !drag.item.nextElementSibling;
}

function mark() {
  const meant = aim();
  const target = meant && !changesNothing(meant) ? meant : null;
  if (target?.item === drag.target?.item && target?.where === drag.target?.where) return;
  drag.target?.item.classList.remove(`lands-${drag.target.where}`);
  target?.item.classList.add(`lands-${target.where}`);
  drag.target = target;
  say(target ? words[target.where] : words.stays, target?.item.dataset.code);
}

function frame() {
  if (!drag?.isMoving) return;
  if (!drag.item.isConnected) return stop(); // the tree was shown anew meanwhile
  if (drag.y < EDGE) scrollBy(0, -PACE);
  else if (drag.y > innerHeight - EDGE) scrollBy(0, PACE);
  mark();
  requestAnimationFrame(frame);
}

function begin() {
  drag.isMoving = true;
  drag.item.classList.add("lifted");
  document.documentElement.classList.add("dragging");
  say(words.stays);
  measure();
  drag.held = drag.x - drag.item.getBoundingClientRect().left;
  requestAnimationFrame(frame);
}

/** Put down what is dragged; gives where, or null. */
function stop() {
  const { item, target, isMoving } = drag;
  target?.item.classList.remove(`lands-${target.where}`);
  item.classList.remove("lifted");
  document.documentElement.classList.remove("dragging");
  if (isMoving && !target) say(words.stays);
  drag = null;
  return target && { code: item.dataset.code, where: target.where, beside: target.item.dataset.code };
}

function cancel() {
  drag.target?.item.classList.remove(`lands-${drag.target.where}`);
  drag.target = null;
  stop();
}

document.addEventListener("pointerdown", (event) => {
  if (drag || !event.isPrimary || event.button !== 0 || !event.target.matches(".grip")) return;
  event.preventDefault(); // no text is chosen, and the focus stays where it is
  event.target.setPointerCapture(event.pointerId);
  const { pointerId, clientX: x, clientY: y } = event;
  drag = { item: event.target.closest("li"), pointerId, x, y, from: { x, y }, target: null, isMoving: false };
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointerId) return;
  drag.x = event.clientX;
  drag.y = event.clientY;
  if (!drag.isMoving && Math.hypot(drag.x - drag.from.x, drag.y - drag.from.y) >= FIRM) begin();
});

document.addEventListener("pointerup", (event) => {
  if (event.pointerId !== drag?.pointerId) return;
  if (drag.isMoving) mark();
  const detail = stop();
  if (detail) document.dispatchEvent(new CustomEvent("land", { detail }));
});

document.addEventListener("pointercancel", (event) => { if (event.pointerId === drag?.pointerId) cancel(); });
document.addEventListener("keydown", (event) => {
  if (!drag || event.key !== "Escape") return;
  event.preventDefault();
  cancel();
});

document.documentElement.classList.add("drags"); // from now on the handles are shown
