// Opening a lesson again returns to the last heading seen. Where that is goes to the server now and then. “Finished”
// pressed without a connection waits on this device.
import { finishing } from "../finishing.js";
import { saveLine } from "../save_line.js";
import { csrfToken } from "../sender.js";

const body = document.querySelector("[data-reading-position]");
const form = document.querySelector(".lesson-finish");
const headings = [...body.querySelectorAll("h2, h3")];
headings.forEach((heading, n) => (heading.id ||= `part-${n + 1}`));

let last = body.dataset.heading;

function seen() {
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
  return above.at(-1)?.id ?? "";
}

function keep() {
  const heading = seen();
  if (!heading || heading === last) return;
  last = heading;
  fetch(body.dataset.readingPosition, {
    method: "POST",
    body: JSON.stringify({ heading }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(form) },
    credentials: "same-origin",
    redirect: "manual",
    keepalive: true,
  }).catch(() => {}); // A convenience: the next heading tries again.
}

let timer = null;
addEventListener("scroll", () => (timer ??= setTimeout(() => ((timer = null), keep()), 3000)), { passive: true });
document.addEventListener("visibilitychange", () => document.hidden && keep());

if (last && !location.hash) document.getElementById(last)?.scrollIntoView();

const line = saveLine();
const finish = finishing({
  form,
  name: form.dataset.key,
  tell(state, { title } = {}) {
    if (state !== "not-finished") return line.show(state, { isKept: finish.isKept });
    line.show("quiet");
    const words = document.querySelector("[data-not-finished]");
    words.hidden = false;
    words.textContent = title ?? "This lesson was not finished. Open it again.";
  },
  leave(address) {
    isLeaving = true;
    location.assign(address);
  },
});
let isLeaving = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isLeaving) finish.press("finish"); // and not at the second press of a double click
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  isLeaving = false;
  line.show("quiet");
});
if (finish.isWished) finish.carryOut();
