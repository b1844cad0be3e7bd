// Helps with long lists of boxes, such as countries: a box to find one by typing, and the names chosen beside the summary.
// Without this module the list works as it is.

for (const box of document.querySelectorAll("details.countries")) {
  const labels = [...box.querySelectorAll("label")];
  const chosen = box.querySelector("[data-countries-chosen]");
  const finder = document.createElement("input");
  finder.type = "search";
  finder.setAttribute("aria-label", box.closest("fieldset").querySelector("legend").textContent);
  box.querySelector("summary").after(finder);

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\s'’‘\u2010-\u2015-]+/g, " ").toLowerCase();
  const find = () => {
    const wanted = plain(finder.value.trim());
    for (const label of labels) label.hidden = !plain(label.textContent).includes(wanted);
  };
  const say = () => {
    const names = labels.filter((label) => label.querySelector("input").checked).map((label) => label.textContent.trim());
    chosen.textContent = names.length ? `(${names.join(", ")})` : "";
  };

  finder.addEventListener("input", find);
  finder.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  box.addEventListener("change", say);
  say();
}
