// Opening a lesson again returns to the last heading seen. Where that is goes to the server now and then.
import { csrfToken } from "../sender.js";

const body = document.querySelector("[data-reading-place]");
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
  fetch(body.dataset.readingPlace, {
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
