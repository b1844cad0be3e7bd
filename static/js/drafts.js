// Keeps what is typed into the evidence form: on the site after each pause, and in this browser until the site has it.
// What a browser kept is sent from whichever page is opened next, under the ticket that its form had. Without this
// module a form is kept when it is sent.

const PAUSE = 1500, SOON = 300, LONGEST = 60, DAY = 86_400_000, DAYS = 30, BEACON = 60_000;
const REFUSED = [400, 404, 409, 413, 415];
const PREFIX = "iomtrack.typed.";
const NO_SIGNS = /[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]/g;  // they come with what is pasted, and no text may hold them
const cleaned = (fields) => new URLSearchParams([...fields].map(([name, value]) => [name, value.replace(NO_SIGNS, "")]));
const OF_THE_WINDOW = ["csrfmiddlewaretoken", "ticket", "seen", "turn", "token"];  // of a form, and not typed into it

const place = document.querySelector("[data-kept], [data-kept-here]");
const { url, person } = place?.dataset ?? {};
const form = place?.closest("form");
const state = { dirty: false, busy: false, tries: 0, timer: 0, touched: false, coming: null };
const filled = { page: place?.dataset.filled, turn: Number(form?.elements.turn.value) };  // by the site, from which window

if (place) {
  document.querySelector("form[action$='/sign-out/']")?.addEventListener("submit", signOut);
  if (form) watch();
  flush();
}

// --- what this browser holds until the site has it ---

function held() {
  const own = [];
  for (const key of stored()) {
    const entry = JSON.parse(localStorage.getItem(key));
    if (Date.now() - entry.at > DAYS * DAY) localStorage.removeItem(key);
    else if (key.startsWith(`${PREFIX}${person}.`)) own.push({ key, ...entry, body: String(cleaned(new URLSearchParams(entry.body))) });
  }
  return own.sort((one, other) => one.at - other.at);
}

function stored() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function put(body) {
  try {
    localStorage.setItem(name(), JSON.stringify({ at: Date.now(), form: place.dataset.form, body: String(body) }));
  } catch { /* it is full, or not allowed: the site still gets it */ }
}

function drop(key, body) {
  const now = localStorage.getItem(key);
  if (now && JSON.parse(now).body === String(body)) localStorage.removeItem(key);
}

function name() {
  return `${PREFIX}${person}.${place.dataset.form}.${place.dataset.page}`;
}

// --- the form of this page ---

function watch() {
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", leave);
  addEventListener("pagehide", hide);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") hide(); });
  addEventListener("online", () => { if (state.dirty) later(0); });
  document.addEventListener("submit", (event) => { if (event.target.matches("form[data-discard]")) forget(); });
}

function touch(event) {
  if (event.target.type === "file" || !event.target.name) return;  // what another module put in is not typed yet
  clean(event.target);
  state.dirty = state.touched = true;
  form.elements.turn.value = Number(form.elements.turn.value) + 1;
  clearTimeout(state.soon);
  state.soon = setTimeout(() => put(body()), SOON);
  if (!state.tries) later(PAUSE);
}

// Takes out of a box what no text may hold, and leaves the cursor where it was.
function clean(box) {
  if (!/^(text|search|textarea)$/.test(box.type) || box.value.search(NO_SIGNS) < 0) return;
  const at = box.value.slice(0, box.selectionEnd).replace(NO_SIGNS, "").length;
  box.value = box.value.replace(NO_SIGNS, "");
  box.setSelectionRange(at, at);
}

function later(wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(save, wait);
}

function body() {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return cleaned(fields);
}

async function save() {
  if (state.busy || !state.dirty) return;
  state.busy = true;
  state.dirty = false;
  clearTimeout(state.soon);  // else it would hold again what the site has by then
  const sent = body();
  put(sent);
  const answer = await send(sent);
  state.busy = false;
  if (answer.ok) done(answer, sent);
  else wait(answer);
  if (state.dirty && !state.tries) later(PAUSE);
}

function done(answer, sent) {
  state.tries = 0;
  if (answer.turn > Number(sent.get("turn"))) {  // a later word of this window came first
    form.elements.turn.value = answer.turn + 1;
    state.dirty = true;
  } else drop(name(), sent);
  say(place.dataset.saved.replace("%t", clock(answer.at)), answer);
  document.dispatchEvent(new CustomEvent("iomtrack:kept", { detail: answer }));
}

// Not now: what is typed stays in this browser, and is tried again after a while.
function wait(answer) {
  if (answer.refused) return say(answer.problem || place.dataset.refused);  // to try again changes nothing
  state.dirty = true;
  state.tries += 1;
  if (answer.problem) say(answer.problem);
  else if (answer.out) say(place.dataset.out, { link: signInAddress(), words: place.dataset.signIn });
  else say(place.dataset.down);
  later(Math.min(LONGEST, 2 ** state.tries) * 1000);
}

function leave(event) {
  if (state.coming) return holdBack(event);
  clearTimeout(state.timer);
  clearTimeout(state.soon);
  if (!state.touched) return;
  form.elements.turn.value = Number(form.elements.turn.value) + 1;
  state.dirty = false;
  put(body());
}

// What is being brought back is sent under its own ticket, so that it does not stay behind; but not if that takes long.
function holdBack(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  Promise.race([state.coming, patience()]).then(() => {
    state.coming = null;
    form.requestSubmit(event.submitter);
  });
}

function hide() {
  if (!state.dirty) return;
  const sent = body();
  put(sent);
  if (String(sent).length < BEACON) navigator.sendBeacon(url, sent);
}

function forget() {
  for (const entry of held()) if (entry.form === place.dataset.form) localStorage.removeItem(entry.key);
}

// --- to the site and back ---

// The site's answer, with `ok`; `out` where one is signed out, `refused` where it will never take this, `problem` where it
// says why, and none of them where the line is down.
async function send(sent, again = true) {
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]");
  sent.set("csrfmiddlewaretoken", csrf.value);
  try {
    const answer = await fetch(url, { method: "POST", body: sent, redirect: "manual" });
    if (answer.type === "opaqueredirect") return { out: true };
    if (answer.status === 403 && again && await renew()) return send(sent, false);
    if (answer.status >= 500 || answer.status === 403) return {};
    if (REFUSED.includes(answer.status)) return { ...await answer.json().catch(() => ({})), refused: true };
    return { ...await answer.json(), ok: answer.ok };
  } catch {
    return {};
  }
}

async function renew() {
  const page = await fetch(location.href).then((answer) => answer.text());
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (fresh) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((one) => { one.value = fresh.value; });
  return Boolean(fresh);
}

// What this browser held from before goes to the site. Of this very form it is shown at once, where it stands.
async function flush() {
  for (const entry of held()) {
    if ((form && entry.key === name()) || entry.refused) continue;
    if (form && entry.form === place.dataset.form) {
      state.coming = bringBack(entry);
      await state.coming;
      state.coming = null;
    } else settle(entry, await send(new URLSearchParams(entry.body)));
  }
}

// What the site has goes from this browser. What it refuses stays, and is not sent again.
function settle({ key, ...entry }, answer) {
  if (answer.ok) localStorage.removeItem(key);
  else if (answer.refused) localStorage.setItem(key, JSON.stringify({ ...entry, refused: true }));
}

async function bringBack(entry) {
  const typed = new URLSearchParams(entry.body), page = entry.key.slice(entry.key.lastIndexOf(".") + 1);
  const isShown = isNewest(typed, page) && write(typed);
  state.busy = true;  // what is typed meanwhile is kept once it is known under which ticket
  const answer = await send(new URLSearchParams(entry.body));
  if (answer.ok) localStorage.removeItem(entry.key);
  if (answer.ok && !answer.open && isShown) location.reload();  // it was saved as a record
  else if (answer.ok && answer.open && !(filled.page === page && filled.turn >= answer.turn)) await goOn(typed, answer, entry.at, isShown);
  else if (!answer.ok && isShown) {  // the line is down: it is this window's from now on
    localStorage.removeItem(entry.key);
    state.dirty = true;
    put(body());
  }
  state.busy = false;
  if (state.dirty) later(PAUSE);
}

// Whether what this browser holds was typed last, so far as this page knows.
function isNewest(typed, page) {
  if (state.touched || typed.get("seen") !== form.elements.seen.value) return false;
  return !filled.page || (filled.page === page && Number(typed.get("turn")) >= filled.turn);
}

// Puts what was typed into the form as it stands; false, and nothing put, where the form lacks a box for some of it.
function write(typed) {
  const boxes = [...form.elements].filter((box) => box.name && !OF_THE_WINDOW.includes(box.name) && !/^(hidden|file|submit|button)$/.test(box.type));
  const isTick = (box) => box.type === "checkbox" || box.type === "radio";
  const fits = ([name, value]) => boxes.some((box) => box.name === name && (!isTick(box) || box.value === value));
  const hidden = [...form.querySelectorAll("input[type=hidden]")].map((box) => box.name);
  if (![...typed].every((field) => OF_THE_WINDOW.includes(field[0]) || hidden.includes(field[0]) || fits(field))) return false;
  for (const box of boxes) {
    if (isTick(box)) box.checked = typed.getAll(box.name).includes(box.value);
    else if (typed.has(box.name)) box.value = typed.get(box.name);
  }
  return true;
}

// Goes on with what the site has kept, under the ticket that it gives for it; with the page loaded anew only where what
// was typed has no box here.
async function goOn(typed, answer, at, isShown) {
  const there = new URL(location.href), time = clock(at);
  there.searchParams.set("typed", answer.draft);
  if (answer.compare) return say(place.dataset.older.replace("%t", time), answer);
  if (state.touched && !isShown) return say(place.dataset.back.replace("%t", time), { link: there, words: place.dataset.show });
  const page = await fetch(there).then((got) => (got.ok ? got.text() : "")).catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-kept]");
  if (!fresh?.closest("form") || !(isShown || write(typed))) return location.replace(there);
  const old = name(), note = fresh.ownerDocument.getElementById("unsaved");
  for (const one of OF_THE_WINDOW.slice(1)) {
    const theirs = fresh.closest("form").elements[one];
    if (theirs && form.elements[one]) form.elements[one].value = theirs.value;
  }
  place.dataset.page = fresh.dataset.page;
  if (old !== name()) localStorage.removeItem(old);
  if (state.dirty) {
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    put(body());
  }
  if (note && !document.getElementById("unsaved")) form.before(note);
}

// Signing out waits until the site has what is typed, but not for long: the line may be down.
async function signOut(event) {
  event.preventDefault();
  await Promise.race([patience(), form && state.dirty ? save().then(flush) : flush()]);
  state.dirty = false;
  event.target.submit();
}

function patience() {
  return new Promise((resolve) => { setTimeout(resolve, 3000); });
}

// --- in words ---

function say(text, { changed = "", compare = "", link = compare, words = place.dataset.compare } = {}) {
  const said = place.querySelector("[data-kept-said]"), whole = changed || text;
  if (said.textContent.trim() === whole) return;
  said.replaceChildren(whole);
  said.classList.toggle("gap", Boolean(changed || link));
  if (link) said.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: words }));
}

function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function signInAddress() {
  return `/accounts/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`;
}
