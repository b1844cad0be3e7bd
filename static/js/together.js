// Where several write one entry: asks now and then who else has its form open, and whether it was saved meanwhile.
// What is kept while one types answers the same (drafts.js), so nothing is asked then. Without this module the form says
// it when it is opened, and both texts are shown on saving.

const EVERY = 20_000;

const place = document.querySelector("[data-together]");
const said = place?.querySelector("[data-together-said]");
const form = document.getElementById("evidence-form");
let heard = Date.now();

if (place) {
  document.addEventListener("iomtrack:kept", ({ detail }) => { heard = Date.now(); tell(detail.others ?? ""); });
  ask();
  setInterval(() => { if (!document.hidden && Date.now() - heard >= EVERY) ask(); }, EVERY / 4);
}

async function ask() {
  heard = Date.now();
  const sent = new URLSearchParams();
  for (const name of ["csrfmiddlewaretoken", "seen"]) sent.set(name, form.elements[name].value);
  const answer = await fetch(place.dataset.url, { method: "POST", body: sent, redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const { open, changed, link } = await answer.json();
  tell([changed, open].filter(Boolean).join(" "), link);
}

function tell(text, link = "") {
  if (said.dataset.text === text) return;
  said.dataset.text = text;
  said.replaceChildren(text);
  said.classList.toggle("gap", Boolean(link));
  if (link) said.append(" ", Object.assign(document.createElement("a"), { href: link, target: "_blank", textContent: place.dataset.show }));
}
