// Says beneath an editor what was left out of a text that was pasted in. The editor itself keeps only clean text.
// Headings of a document begin one level above a lesson's: they come in one level lower rather than as plain text.
// Raised and lowered figures come in as the characters that there are for them (CO₂, m²): the editor drops the markup.

// What is left out, and in which words: the server's own list (cms/rules/left_out.py), which the page brings along.
const KINDS = JSON.parse(document.getElementById("left-out")?.textContent || "[]");

const FIGURES = "0123456789+-−=()";
const RAISED = { of: `${FIGURES}ni`, as: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", found: "sup, [style*='vertical-align:super'], [style*='vertical-align: super']" };
const LOWERED = { of: FIGURES, as: "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", found: "sub, [style*='vertical-align:sub'], [style*='vertical-align: sub']" };

function leftOut(pasted) {
  return KINDS.filter(([selector]) => pasted.querySelector(selector)).map(([, words]) => words);
}

function lowerHeadings(pasted) {
  if (!pasted.querySelector("h1")) return false;
  for (const [from, to] of [["h2", "h3"], ["h1", "h2"]]) {
    for (const heading of pasted.querySelectorAll(from)) {
      const lower = pasted.createElement(to);
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
  }
  return true;
}

// What has no such characters stays as it is, and is named among what was left out.
function setFigures(pasted, { of, as, found }) {
  let changed = false;
  for (const marked of pasted.querySelectorAll(found)) {
    const figures = [...marked.textContent.trim()].map((each) => [...as][[...of].indexOf(each)]);
    if (!figures.length || figures.includes(undefined)) continue;
    marked.replaceWith(figures.join(""));
    changed = true;
  }
  return changed;
}

// The same paste with other HTML; null where the browser cannot make one, and then the text comes in as it is.
function pasteOf(html, plain) {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return event.clipboardData && event.clipboardData.getData("text/html") ? event : null;
}

function say(editor, words) {
  const field = editor.closest("[data-field], .w-field, .Draftail-Editor__wrapper") || editor.parentElement;
  let note = field.querySelector(":scope > .pasted");
  if (!note) {
    note = document.createElement("p");
    note.className = "pasted";
    note.setAttribute("role", "status");
    field.append(note);
  }
  note.textContent = `Pasted as clean text. Left out: ${words.join(", ")}.`;
}

document.addEventListener(
  "paste",
  (event) => {
    const editor = event.target instanceof Element && event.target.closest(".Draftail-Editor");
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    // Between two of our own editors nothing is lost: they hand over what they hold, not markup.
    if (!editor || !html || html.includes("data-draftjs-conductor-fragment")) return;
    const pasted = new DOMParser().parseFromString(html, "text/html");
    const changed = [lowerHeadings(pasted), setFigures(pasted, RAISED), setFigures(pasted, LOWERED)];
    const words = leftOut(pasted);
    if (words.length) say(editor, words);
    if (!changed.includes(true)) return;
    const again = pasteOf(pasted.documentElement.outerHTML, event.clipboardData.getData("text/plain"));
    if (!again) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  },
  true,
);
