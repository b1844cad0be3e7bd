// Says what went wrong with a security key, at its button. Asking the key is django-allauth's own script's work.

const trouble = document.getElementById("key-trouble");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // it would go to the console, where nobody looks
  trouble.hidden = false;
});
document.getElementById("ask-key").addEventListener("click", () => { trouble.hidden = true; });
