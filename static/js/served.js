// What an activity served, and where that can be checked: finding elements as one types, the figures of those that are
// ticked, whether parts add up, and rows of sources. Without this module each of these has a button.

const WAIT = 200;
const COMMA = document.documentElement.lang !== "en";  // parts decimals in this page's language

const form = document.getElementById("evidence-form");
if (form) {
  for (const hint of form.querySelectorAll(":scope > section > [data-without-script]")) hint.remove();
  form.querySelector("[data-enter-finds]").remove();  // the finder hears Enter itself
  find(form.querySelector("[data-picks]"));
  sources(form.querySelector("#sources"));
  form.addEventListener("input", sum);
}

function find(picks) {
  const finder = form.elements.find, said = form.querySelector("[data-found]"), isWhole = "whole" in picks.dataset;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\s'’‘\u2010-\u2015-]+/g, " ").toLowerCase();
  let asked = null, round = 0;

  finder.addEventListener("input", () => { clearTimeout(asked); asked = setTimeout(look, WAIT); });
  finder.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); look(); } });
  form.querySelector("[data-find]").addEventListener("click", (event) => { event.preventDefault(); look(); });
  picks.addEventListener("change", (event) => { if (event.target.name === "contributions") figures(event.target); });
  for (const box of picks.querySelectorAll("[name=contributions]:checked")) figures(box);

  async function look() {
    const words = plain(finder.value).split(/\s+/).filter(Boolean), mine = ++round;
    const found = new Set();
    for (const pick of picks.querySelectorAll("[data-pick]")) {
      if (words.every((word) => plain(pick.querySelector("label").textContent).includes(word))) found.add(pick.dataset.pick);
    }
    if (words.length) for (const code of await fromServer(finder.value)) found.add(code);
    if (mine !== round) return;
    for (const pick of picks.querySelectorAll("[data-pick]")) {
      const isFound = words.length ? found.has(pick.dataset.pick) : isWhole;
      pick.hidden = !isFound && !pick.querySelector("[name=contributions]").checked;
    }
    for (const group of picks.querySelectorAll("fieldset.picks")) group.hidden = !group.querySelector("[data-pick]:not([hidden])");
    const { one, many, none } = said.dataset;
    said.textContent = !words.length ? "" : found.size ? (found.size === 1 ? one : many.replace("%n", found.size)) : none;
  }

  // The wording and other languages are searched by the server; what the page lacks comes with the answer.
  async function fromServer(words) {
    const body = await part({ find: words });
    if (!body) return [];
    const codes = [];
    for (const pick of body.querySelectorAll("[data-pick]")) {
      codes.push(pick.dataset.pick);
      if (!picks.querySelector(`[data-pick="${CSS.escape(pick.dataset.pick)}"]`)) put(pick);
    }
    return codes;
  }

  function put(pick) {
    const title = pick.closest("fieldset").querySelector("legend").textContent;
    let group = [...picks.querySelectorAll("fieldset.picks")].find((one) => one.querySelector("legend").textContent === title);
    if (!group) {
      group = document.createElement("fieldset");
      const legend = document.createElement("legend");
      group.className = "picks";
      legend.textContent = title;
      group.append(legend);
      picks.append(group);
    }
    group.append(pick);
  }

  async function figures(box) {
    const place = box.closest("[data-pick]").querySelector("[data-figures]");
    if (!box.checked || "asked" in place.dataset) return;
    place.dataset.asked = "";
    const body = await part({ element: box.value });
    if (!body) { delete place.dataset.asked; return; }
    place.replaceChildren(...body.childNodes);
    place.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function part(asking) {
    const address = new URL(form.dataset.servedAt, location.href);
    address.search = new URLSearchParams({ framework: form.dataset.framework, ...asking });
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const body = answer?.ok && await answer.json().catch(() => null);
    return body ? new DOMParser().parseFromString(body.html, "text/html").body : null;
  }
}

// Whether the parts of a figure come to it, said while they are typed. The server has the last word.
function sum({ target }) {
  const measure = target.closest(".measure");
  for (const grid of measure?.querySelectorAll("[data-parts-of]") ?? []) {
    const typed = [...grid.querySelectorAll("input")].map((box) => box.value).filter((text) => text.trim());
    const parts = typed.map(number), whole = number(document.getElementById(grid.dataset.partsOf).value);
    let line = grid.nextElementSibling;
    if (!line?.classList.contains("parts-sum")) {
      line = document.createElement("p");
      line.className = "parts-sum";
      line.setAttribute("role", "status");
      grid.after(line);
    }
    const isKnown = parts.length > 0 && parts.every(Number.isFinite);
    const together = isKnown ? parts.reduce((one, other) => one + other, 0) : 0, off = Number.isFinite(whole) ? whole - together : 0;
    const isOff = isKnown && Math.abs(off) > 1e-6;
    const words = !isOff ? grid.dataset.sum : off > 0 ? grid.dataset.less : grid.dataset.more;
    line.classList.toggle("off", isOff);
    line.textContent = isKnown ? words.replace("%s", say(together)).replace("%d", say(Math.abs(off))) : "";
  }
}

// A number as it may be typed: 1,040 and 1 040 and 1040.5. What could be read in two ways is left to the server.
function number(text) {
  const digits = text.trim().replace(/[\s\u00a0\u202f'’]/g, "");
  if (COMMA && /^(\d*,\d*|\d{1,3}(\.\d{3})+,\d+)$/.test(digits)) return Number(digits.replaceAll(".", "").replace(",", "."));
  if (COMMA && /^\d{1,3}\.\d{3}$/.test(digits)) return NaN;
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return Number(digits.replaceAll(",", ""));
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : NaN;
}

function say(value) {
  const parts = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 4, useGrouping: "always" }).formatToParts(value);
  return parts.map((part) => part.type === "group" && COMMA ? "\u00a0" : part.value).join("");
}

function sources(place) {
  const more = place?.querySelector("[data-add-source]");
  more?.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = [...place.querySelectorAll("[data-source]")], last = rows.at(-1), made = last.cloneNode(true);
    const number = Number(last.dataset.source) + 1, before = last.dataset.source === "1" ? "" : `-${last.dataset.source}`;
    if (number > 20) return;
    made.dataset.source = number;
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", `${place.querySelector("legend").textContent} ${number}`);
    made.querySelectorAll(".field-errors").forEach((errors) => errors.remove());
    made.querySelectorAll(".field-bad").forEach((field) => field.classList.remove("field-bad"));
    for (const part of ["citation", "paragraph", "url"]) {
      for (const node of made.querySelectorAll(`[id^="id_${part}"], [for^="id_${part}"], [aria-describedby]`)) {
        for (const name of ["id", "for", "aria-describedby"]) {
          const value = node.getAttribute(name);
          if (value) node.setAttribute(name, value.replaceAll(`id_${part}${before}`, `id_${part}-${number}`));
        }
      }
      const box = made.querySelector(`[name="${part}${before}"]`);
      box.name = `${part}-${number}`;
      box.value = "";
      box.removeAttribute("aria-invalid");
    }
    last.after(made);
    made.querySelector("input").focus();
    made.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
