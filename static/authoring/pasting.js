// Says beneath an editor what was left out of a text that was pasted in. The editor itself keeps only clean text.
// Headings of a document begin one level above a lesson's: they come in one level lower rather than as plain text.
const KINDS = [
  ["table", "a table (use the Table block)"],
  ["img, v\\:imagedata", "a picture (use the Picture block)"],
  ["u, [style*='underline']", "underlining"],
  ["s, strike, del", "crossed-out text"],
  ["ins", "tracked changes"],
  ["h4, h5, h6", "small headings"],
  ["blockquote", "an indented quotation (use the Quotation block)"],
  ["a[href*='_ftn'], a[href*='_edn']", "footnotes"],
  ["a[href*='_msocom']", "reviewers’ comments"],
  ["video, audio, iframe, object", "something embedded from elsewhere"],
  ["font, [style*='color'], [style*='font-family']", "fonts and colours"],
];

function leftOut(html) {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  return KINDS.filter(([selector]) => pasted.querySelector(selector)).map(([, words]) => words);
}

function withLowerHeadings(html) {
  const pasted = new DOMParser().parseFromString(html, "text/html");
  if (!pasted.querySelector("h1")) return null;
  for (const [from, to] of [["h2", "h3"], ["h1", "h2"]]) {
    for (const heading of pasted.querySelectorAll(from)) {
      const lower = pasted.createElement(to);
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
  }
  return pasted.documentElement.outerHTML;
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
    if (!editor || !html) return;
    const words = leftOut(html);
    if (words.length) say(editor, words);
    const lowered = withLowerHeadings(html);
    const again = lowered && pasteOf(lowered, event.clipboardData.getData("text/plain"));
    if (!again) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  },
  true,
);
