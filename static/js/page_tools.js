// Printing a page, and having it read aloud by the device's own voice: nothing leaves the device.

const BLOCKS = "h2, h3, h4, p, li, th, td, figcaption, summary, dt, dd";

const ICONS = {
  sound: "M3.5 8v4H6l4 3.5v-11L6 8zM13 7.5a3.5 3.5 0 010 5M15.2 5a7 7 0 010 10",
  print: "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z",
  letters: "M2.5 16L7 4.5 11.5 16M4 12.5h6M13 16l2.300-6 2.200 6M13.700 14.200h3.200",
};
const SVG = "http://www.w3.org/2000/svg";

export function offerTools() {
  const row = document.querySelector("[data-tools]");
  if (!row) return;
  const { tools: aloud, display } = row.dataset;
  if (aloud && globalThis.speechSynthesis) offerListening(tool(row, "button", "sound", "Listen"), aloud);
  tool(row, "button", "print", "Print").addEventListener("click", () => print());
  if (display) tool(row, "a", "letters", "Colours and text size").href = display;
}

function tool(row, kind, icon, words) {
  const made = document.createElement(kind);
  if (kind === "button") made.type = "button";
  made.className = "page-tools__tool";
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[icon]);
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "page-tools__icon");
  picture.append(path);
  const label = document.createElement("span");
  label.textContent = words;
  made.append(picture, label);
  row.append(made);
  return made;
}

function offerListening(button, aloud) {
  const voice = globalThis.speechSynthesis;
  const label = button.querySelector("span");
  const words = label.textContent;
  let waiting = null; // what is still to be read; null while nobody listens

  function stop() {
    waiting = null;
    voice.cancel();
    mark(null);
    label.textContent = words;
  }

  function mark(block) {
    document.querySelector(".is-read-aloud")?.classList.remove("is-read-aloud");
    block?.classList.add("is-read-aloud");
    block?.scrollIntoView({ block: "nearest" });
  }

  function next() {
    if (!waiting) return;
    const block = waiting.shift();
    if (!block) return stop();
    mark(block);
    const said = new SpeechSynthesisUtterance(block.innerText);
    said.lang = document.documentElement.lang;
    said.onend = next;
    said.onerror = ({ error }) => error !== "canceled" && error !== "interrupted" && stop();
    voice.speak(said);
  }

  button.addEventListener("click", () => {
    if (waiting) return stop();
    waiting = toRead(document.querySelector(aloud));
    label.textContent = "Stop listening";
    next();
  });
  addEventListener("pagehide", stop); // the voice would go on over the next page
}

/** The smallest blocks with words that can be seen, in the order of the page. */
function toRead(text) {
  const isWhole = (block) => !block.querySelector(BLOCKS) && block.offsetParent && block.innerText.trim();
  return [...text.querySelectorAll(BLOCKS)].filter(isWhole);
}
