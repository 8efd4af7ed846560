// Says beneath an editor what was left out of a text that was pasted in. The editor itself keeps only clean text.
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
  },
  true,
);
