// Suggestions while one types what is meant: a programme, an office, countries, themes. The server reads the box without
// this module as well; here a list comes up under it, and what is chosen of several becomes a chip at once.

const WAIT = 150;

const form = document.getElementById("evidence-form");
for (const input of form?.querySelectorAll("[data-choose], [data-choose-many]") ?? []) start(input);

function start(input) {
  const many = input.dataset.chooseMany;
  const address = new URL(form.dataset.chooseAt.replace("kind", many ?? input.dataset.choose), location.href);
  address.searchParams.set("framework", form.dataset.framework);
  const box = document.createElement("div"), list = document.createElement("ul");
  let asked = null, round = 0, at = -1, typed = "";

  input.removeAttribute("list");
  box.className = "typing";
  list.id = `${input.id}_list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  input.replaceWith(box);
  box.append(input, list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }

  input.addEventListener("input", () => { clearTimeout(asked); asked = setTimeout(ask, WAIT); });
  input.addEventListener("focus", () => { if (!input.value.trim()) ask(); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", key);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => { const row = event.target.closest("li"); if (row) take(row); });

  async function ask() {
    const mine = ++round;
    address.searchParams.set("q", input.value.trim());
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const body = answer?.ok && await answer.json().catch(() => null);
    if (body && mine === round && document.activeElement === input) show(body.matches);
  }

  function show(matches) {
    typed = input.value;
    at = -1;
    list.replaceChildren(...matches.map((match, place) => {
      const row = document.createElement("li");
      row.id = `${list.id}_${place}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.value = match.value;
      row.textContent = match.label;
      return row;
    }));
    open(matches.length > 0);
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  }

  function close() {
    round += 1;
    clearTimeout(asked);
    open(false);
  }

  function key(event) {
    const rows = [...list.children];
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); return; }
    if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + rows.length + 1) % (rows.length + 1);
      if (at === rows.length) at = event.key === "ArrowUp" ? rows.length - 1 : 0;
      rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
      input.setAttribute("aria-activedescendant", rows[at].id);
      rows[at].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {  // while a list stands open it chooses, and never sends the form
      event.preventDefault();
      if (at >= 0) take(rows[at]);
      else if (rows.length === 1 && input.value.trim() && input.value === typed) take(rows[0]);
    } else if (event.key === "Tab" && at >= 0) {
      take(rows[at]);
    }
  }

  function take(row) {
    if (many) {
      add(row.dataset.value, row.textContent);
      input.value = "";
    } else {
      input.value = row.dataset.value;
      for (const radio of box.parentElement.querySelectorAll("input[type=radio]")) radio.checked = false;
    }
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function add(value, words) {
    const chips = box.closest("fieldset").querySelector("[data-chips]"), name = chips.dataset.chips;
    const there = [...form.querySelectorAll(`input[type=checkbox][name="${name}"]`)].find((one) => one.value === value);
    if (there) { there.checked = true; return; }
    const label = document.createElement("label"), tick = document.createElement("input"), text = document.createElement("span");
    label.className = "chip";
    Object.assign(tick, { type: "checkbox", name, value, checked: true });
    text.textContent = words;
    label.append(tick, " ", text);
    chips.append(label);
  }
}
