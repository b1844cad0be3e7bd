// Asks before a page is left on which something was typed and not sent: by a link, by going back, by closing the window.
// The words of the question are the browser's own. Without this module a page is left at once.

const BOXES = "textarea, select, input:not([type=hidden])";
const forms = [...document.querySelectorAll("main form[method=post]")].filter((form) => form.querySelector(BOXES));
const isText = ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken";
const says = (form) => JSON.stringify([...new FormData(form)].filter(isText));
const before = new Map(forms.map((form) => [form, isRefused(form) ? "" : says(form)]));
let sent = null;

// Shown again with what was typed and what is wrong with it: it is saved nowhere, unless the form says that it is.
function isRefused(form) {
  const isOfThisForm = forms.length === 1 || form.querySelector(".field-bad");
  return document.getElementById("errors") && isOfThisForm && !("saved" in form.dataset);
}

document.addEventListener("submit", (event) => { if (!event.defaultPrevented) sent = event.target; });
document.addEventListener("input", () => { sent = null; });  // it was not sent after all
addEventListener("beforeunload", (event) => {
  if (forms.every((form) => form === sent || says(form) === before.get(form))) return;
  event.preventDefault();
  event.returnValue = true;  // for browsers before 2024
});
