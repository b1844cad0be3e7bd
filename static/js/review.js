// Keys for a reviewer with many entries to read, and ticking a whole page of the queue. All of it can be done without:
// the keys press the page's own links and buttons. They never fire while somebody types, and can be turned off.

const UNREAD = 1500;  // milliseconds after an entry is shown in which nobody has read it: the key was for the one before
const KEPT = "iomtrack.review.keys";
const dialog = document.getElementById("keys");
const rows = [...document.querySelectorAll("[data-queue] tbody tr")];

const isOn = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
const keep = (on) => { try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* then it holds for this page */ } };

let shown = performance.now();
addEventListener("pageshow", () => { shown = performance.now(); });

// Where the decision is not in sight, what stands before it was not read to its end: the key leads there first.
const accept = () => {
  const button = document.querySelector('[data-key="accept"]');
  if (!button || performance.now() - shown <= UNREAD) return;
  const { top, bottom } = button.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return button.click();
  button.scrollIntoView({ block: "center" });
  shown = performance.now();
};

let on = isOn();
const box = dialog?.querySelector("[data-keys-on]");
if (box) {
  box.checked = on;
  box.addEventListener("change", () => { on = box.checked; keep(on); });
}
for (const offer of document.querySelectorAll("[data-keys-offer]")) offer.hidden = false;
for (const help of document.querySelectorAll("[data-keys-help]")) help.addEventListener("click", () => dialog.showModal());

const press = (name) => document.querySelector(`[data-key="${name}"]`)?.click();
const focus = (id) => { const field = document.getElementById(id); field?.focus(); field?.scrollIntoView({ block: "center" }); };

const move = (step) => {
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 && step > 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  next?.querySelector(".row-title").focus();
};
const tick = () => {
  const row = rows.find((one) => one.contains(document.activeElement));
  row?.querySelector("input[type=checkbox]").click();
};

const KEYS = rows.length
  ? { j: () => move(1), k: () => move(-1), x: tick }
  : { j: () => press("next"), k: () => press("before"), a: accept, r: () => focus("id_reason"), u: () => press("queue") };

const types = (node) => node.isContentEditable || node.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!on || event.repeat || document.querySelector("dialog[open]") || types(event.target)) return;
  const act = event.key === "?" ? () => dialog?.showModal() : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const all = document.querySelector("[data-tick-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    const boxes = rows.map((row) => row.querySelector("input[type=checkbox]"));
    const every = boxes.every((one) => one.checked);
    for (const one of boxes) one.checked = !every;
  });
}
