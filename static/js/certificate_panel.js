// A certificate that is being made: ask now and then, turn to “ready” in place, and stop asking after a while.

const FIRST_WAIT = 1500;
const LONGEST_WAIT = 15000;
const GIVE_UP_AFTER = 10 * 60 * 1000;
const SAY_LATE_AFTER = 30 * 1000;

export function watchCertificates() {
  for (const panel of document.querySelectorAll("[data-certificate-state-url]")) watch(panel);
}

function watch(panel, wait = FIRST_WAIT, waited = 0) {
  setTimeout(async () => {
    const state = await askState(panel.dataset.certificateStateUrl);
    if (state === "issued") return showReady(panel);
    if (state && state !== "waiting") return location.reload();
    const sofar = waited + wait;
    if (sofar > SAY_LATE_AFTER) panel.querySelector("[data-certificate-late]").hidden = false;
    if (sofar < GIVE_UP_AFTER) watch(panel, Math.min(wait * 1.4, LONGEST_WAIT), sofar);
  }, wait);
}

async function askState(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    return answer.ok ? (await answer.json()).state : null;
  } catch {
    return null; // No connection just now; the next turn asks again.
  }
}

function showReady(panel) {
  const ready = panel.querySelector("[data-certificate-ready]");
  panel.querySelector("[data-certificate-state]").replaceChildren(ready.content.cloneNode(true));
  panel.querySelector("[data-certificate-waiting]")?.remove();
  panel.querySelector("[data-certificate-late]").hidden = true;
  panel.querySelector("[data-certificate-links]").hidden = false;
  panel.classList.replace("certificate-panel--waiting", "certificate-panel--issued");
}
