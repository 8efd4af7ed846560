// Passkeys: what went wrong in a sentence, and what the sign-in form says of the computer goes along. The talk with the
// device itself is allauth's script.
const trouble = document.querySelector("[data-passkey-trouble]");
const WORDS = {
  NotAllowedError: "Nothing was done: it was stopped, took too long, or there is no passkey for this site here.",
  InvalidStateError: "This passkey is already yours.",
  SecurityError: "This address is not one that passkeys work for. Use the site’s own address.",
};
const OTHERWISE = "That did not work here. Try again, or use another way.";

function say(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(WORDS[event.detail.exception?.name] ?? OTHERWISE);
});

for (const button of document.querySelectorAll("[data-passkey] button")) {
  button.disabled = !window.PublicKeyCredential;
  if (button.disabled) say("This browser knows no passkeys.");
  button.addEventListener("click", () => say(""), true);
}

const shared = document.querySelector("#id_shared");
const sent = document.querySelector("[data-passkey] [name=shared]");
if (shared && sent) shared.addEventListener("change", () => (sent.value = shared.checked ? "on" : ""));
