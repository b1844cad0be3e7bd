// Sends chosen files at once, one request each: photos made smaller first, with progress, and again when the line drops.
// A new entry becomes a draft before its first file is sent. Without this module files go with the form.

const LONGEST = 2560, QUALITY = 0.85, TRIES = 6, ASK_AGAIN = 2000;
const SHRINKABLE = ["image/jpeg", "image/png", "image/webp"];

const box = document.querySelector("[data-attachments]");
const input = box?.querySelector("input[type=file]");
if (input) start(box, input, box.closest("form"));

function start(box, input, form) {
  const list = box.querySelector("[data-list]"), queue = box.querySelector("[data-queue]");
  const said = box.querySelector("[data-said]"), words = box.querySelector("[data-words]").dataset;
  const isNew = !box.dataset.entry;
  const waiting = [];
  let entry = box.dataset.entry, busy = false, asking = null, shown = 0;

  box.querySelector("[data-without-script]").remove();
  form.addEventListener("submit", hold);
  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
    next();
  });
  list.addEventListener("click", remove);
  addEventListener("online", () => waiting.forEach((job) => job.wake?.()));
  show(list.innerHTML);
  if (entry && list.querySelector("li")) ask();

  function add(file) {
    const row = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress");
    const state = document.createElement("span");
    row.className = "attachment";
    name.className = "attachment-name";
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.className = "small";
    state.textContent = words.waiting;
    row.append(name, bar, state);
    queue.append(row);
    waiting.push({ file, row, bar, state, left: false });
  }

  // One after the other: two at once share the same line, and the list that came first could come last.
  function next() {
    const job = !busy && waiting.find((one) => !one.taken);
    if (!job) return;
    job.taken = busy = true;
    send(job).catch((problem) => stop(job, problem)).finally(() => { busy = false; next(); });
  }

  async function send(job) {
    if (!entry) await draft();
    job.state.textContent = words.shrinking;
    job.smaller ??= await shrunk(job.file);
    if (job.smaller.size > Number(words.most)) throw new Problem(words.large, false);
    for (let tried = 0; !job.left; tried += 1) {
      const answer = await post(job);
      if (answer.status === 201) return done(job, answer.body);
      if (answer.status === 403 && tried === 0) { await renew(); continue; }
      if (answer.status && answer.status < 500) throw new Problem(answer.body?.problem ?? words.signedOut, answer.status !== 422);
      if (tried + 1 >= TRIES) throw new Problem(answer.body?.problem ?? words.gaveUp, true);
      await rest(job, 2 ** tried);
    }
  }

  function post(job) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("files", job.smaller, job.file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      job.request = request;
      request.open("POST", `${entry}attachments/`);
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => progress(job, event.loaded / event.total);
      request.onload = () => resolve(read(request));
      request.onerror = request.onabort = request.ontimeout = () => resolve({ status: 0 });
      request.send(data);
    });
  }

  // What came back. A page in place of our own answer means that one is signed out, or that a proxy refused.
  function read(request) {
    const { status } = request;
    const isOurs = (request.getResponseHeader("Content-Type") ?? "").includes("json");
    if (isOurs) return { status, body: JSON.parse(request.responseText) };
    if (status === 413) return { status: 422, body: { problem: words.large } };
    return { status: status === 403 || status >= 500 ? status : 401 };
  }

  function progress(job, part) {
    job.bar.value = part;
    job.state.textContent = part < 1 ? words.percent.replace("%p", Math.floor(part * 100)) : words.checking;
  }

  function rest(job, seconds) {
    job.state.textContent = words.again.replace("%s", seconds);
    return new Promise((resolve) => { job.wake = resolve; setTimeout(resolve, seconds * 1000); });
  }

  function done(job, body) {
    forget(job);
    show(body.html);
    said.textContent = words.done.replace("%n", job.file.name);
    if (body.unsettled) ask();
  }

  function forget(job) {
    job.row.remove();
    waiting.splice(waiting.indexOf(job), 1);
  }

  function stop(job, problem) {
    job.bar.remove();
    job.state.className = "gap";
    job.state.setAttribute("role", "alert");
    job.state.textContent = problem.message;
    job.row.querySelectorAll("button").forEach((button) => button.remove());
    if (problem.again ?? true) job.row.append(button(words.retry, job, () => again(job)), " ");
    job.row.append(button(words.cancel, job, () => { job.left = true; forget(job); input.focus(); }));
  }

  function again(job) {
    forget(job);
    add(job.file);
    waiting.at(-1).smaller = job.smaller;
    input.focus();
    next();
  }

  // The draft that the files hang on: with all that is typed, or, where some of that has to be put right, without.
  async function draft() {
    const whole = new FormData(form), bare = new FormData();
    whole.delete("files");
    for (const name of ["csrfmiddlewaretoken", "token", "ticket", "seen", "turn"]) bare.append(name, whole.get(name) ?? "");
    for (const data of [whole, bare]) {
      data.append("save", "yes");
      const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
      const made = answer?.ok && new URL(answer.url).pathname.match(/^(.*\/evidence\/)(?!new\/)[^/]+\/$/);
      if (made) return keepTo(made[0]);
      if (answer?.status !== 422) break;
    }
    throw new Problem(words.draft, true);
  }

  function keepTo(address) {
    entry = address;
    form.action = `${entry}edit/`;
    if (isNew) history.replaceState(null, "", form.action);
  }

  async function remove(event) {
    const asked = event.target.closest("button[data-remove]");
    if (!asked) return;
    event.preventDefault();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(asked.dataset.remove, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => null);
    const body = answer && await answer.json().catch(() => null);
    if (body?.html !== undefined) show(body.html);
    said.textContent = body ? body.problem ?? words.removed : words.gaveUp;
    input.focus();
  }

  // The list as the server has it; a box to tick becomes what asks once more.
  function show(html) {
    shown += 1;
    list.innerHTML = html;
    for (const ticked of list.querySelectorAll("label[data-remove]")) ticked.replaceWith(askedTwice(ticked));
  }

  function askedTwice(ticked) {
    const made = document.createElement("details"), summary = document.createElement("summary");
    const hint = document.createElement("p"), button = document.createElement("button");
    made.className = "ask-twice";
    summary.append(...ticked.querySelector("span").childNodes);
    hint.className = "hint";
    hint.textContent = words.asked;
    button.type = "button";
    button.className = "btn-quiet";
    button.dataset.remove = ticked.dataset.remove;
    button.append(...summary.cloneNode(true).childNodes);
    made.append(summary, hint, button);
    return made;
  }

  // While a scan is under way the list is asked for again.
  function ask() {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      const before = shown;
      const answer = await fetch(`${entry}attachments/`, { headers: { Accept: "application/json" } }).catch(() => null);
      const body = answer?.ok && await answer.json().catch(() => null);
      const isNewest = before === shown;
      if (body && isNewest && !list.contains(document.activeElement)) show(body.html);
      if (!body || body.unsettled || !isNewest) ask();
    }, ASK_AGAIN);
  }

  async function renew() {
    const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
    const token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  }

  // The form waits until what is under way has come to an end, and then goes as it was sent.
  function hold(event) {
    if (!busy) return;
    event.preventDefault();
    const button = event.submitter;
    said.textContent = words.waiting;
    const look = setInterval(() => {
      if (busy) return;
      clearInterval(look);
      if (!waiting.length) form.requestSubmit(button);
      else queue.querySelector("button")?.focus();
    }, 200);
  }
}

class Problem extends Error {
  constructor(message, again) {
    super(message);
    this.again = again;
  }
}

function button(label, job, act) {
  const made = document.createElement("button"), name = document.createElement("span");
  made.type = "button";
  made.className = "link";
  name.className = "visually-hidden";
  name.textContent = ` ${job.file.name}`;
  made.append(label, name);
  made.addEventListener("click", act);
  return made;
}

// A photo with its longest side at 2560 pixels, upright; the file itself where this browser cannot, or gains nothing.
async function shrunk(file) {
  if (!SHRINKABLE.includes(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const part = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    if (part === 1 && file.size < 1_000_000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, file.type, QUALITY); });
    return blob && blob.type === file.type && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}
