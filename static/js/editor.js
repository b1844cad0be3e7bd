// Moves elements of a draft without leaving the page: by the buttons, where the focus stays on the one that was
// pressed, and to where they were dragged (dragging.js). The live region says what was done, or why it was refused.
// Without this module the buttons send their form, and the page comes back.

const said = document.querySelector("#said");
const moves = document.querySelector("#moves");
let last = Promise.resolve();
let plainly = false; // once asking in the background has failed, the form is sent as it is

function say(words, isRefusal = false) {
  said.textContent = words;
  said.classList.toggle("refusal", isRefusal);
}

async function ask(address, body) {
  const answer = await fetch(address, body ? { method: "POST", body } : {});
  return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

function show(page) {
  const tree = page.querySelector("#tree");
  if (tree) document.querySelector("#tree").replaceWith(tree);
  return tree;
}

async function step(button) {
  const data = new FormData(moves);
  data.append(button.name, button.value);
  const { answer, page } = await ask(moves.action, data);
  const tree = answer.ok && show(page);
  if (!tree && answer.status >= 500) return say(page.querySelector("h1")?.textContent.trim() || moves.dataset.unsent, true);
  if (!tree) return location.assign(answer.url); // signed out, or no longer a draft
  tree.querySelector(`button[value="${CSS.escape(button.value)}"]`)?.focus();
  say(page.querySelector(".messages")?.textContent.trim() ?? "");
}

async function place({ code, where, beside }) {
  const data = new FormData(moves);
  data.append("place", where);
  data.append("beside", beside);
  const { answer, page } = await ask(new URL(`../elements/${encodeURIComponent(code)}/place/`, moves.action), data);
  if (!answer.ok) return refuse(code, page);
  const tree = show(page);
  if (!tree) return location.assign(answer.url); // signed out
  const moved = tree.querySelector(`[data-code="${CSS.escape(code)}"] .act`);
  moved?.focus({ preventScroll: true });
  moved?.closest(".node").scrollIntoView({ block: "nearest" });
  say(page.querySelector(".messages")?.textContent.trim() ?? "");
}

async function refuse(code, page) {
  const reasons = [...page.querySelectorAll("#errors li")].map((line) => line.textContent.trim());
  const { page: fresh } = await ask(location.href); // what another person did meanwhile is shown at once
  show(fresh);
  say(`${code}: ${reasons.join(" ") || page.querySelector("h1")?.textContent.trim() || moves.dataset.unsent}`, true);
}

moves?.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (plainly || !button) return;
  event.preventDefault();
  document.querySelector(".messages")?.remove();
  last = last.then(() => step(button)).catch(() => {
    plainly = true;
    moves.requestSubmit(document.querySelector(`button[value="${CSS.escape(button.value)}"]`));
  });
});

document.addEventListener("land", ({ detail }) => {
  document.querySelector(".messages")?.remove();
  last = last.then(() => place(detail)).catch(() => say(moves.dataset.unsent, true));
});
