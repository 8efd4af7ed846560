// An open attempt: each answer is sent as it changes, and waits on this device until the server has it. Without this
// script the page is one form that does the same with one press.
import { saveLine } from "../save_line.js";
import { csrfToken, sender } from "../sender.js";
import { steps } from "../steps.js";
import { unsentAnswers } from "../unsent.js";

const form = document.querySelector("[data-attempt]");
const queue = unsentAnswers(form.dataset.key);
const line = saveLine(form.querySelector("[data-save-line]"));
const others = "BroadcastChannel" in window ? new BroadcastChannel(form.dataset.key) : null;
const show = (name, isShown) => (form.querySelector(`[data-${name}]`).hidden = !isShown);

const inputs = (item) => [...form.querySelectorAll(`[name="item-${item}"]`)];
const question = (item) => inputs(item)[0].closest("[data-question]");
const chosen = (item) => inputs(item).filter((input) => input.checked).map((input) => input.value);

function choose(item, keys) {
  for (const input of inputs(item)) input.checked = keys.includes(input.value);
}

const send = sender({
  form,
  queue,
  tell(state, detail = {}) {
    if (state === "over") return location.reload();
    if (state === "not-kept") {
      form.querySelector("[data-not-kept]").textContent = detail.title ?? "That answer was not kept.";
      return show("not-kept", true);
    }
    line.show(state);
    show("sign-in", state === "refused");
  },
  acknowledged(entry, { sequence, changed_elsewhere }) {
    question(entry.item).dataset.known = sequence;
    show("changed", changed_elsewhere);
    others?.postMessage({ ...entry, sequence });
  },
});
send.knows((item) => Number(question(item).dataset.known));

form.addEventListener("change", (event) => {
  const item = event.target.name?.match(/^item-(.+)$/)?.[1];
  if (!item) return;
  queue.add({ client_id: crypto.randomUUID(), item, answer: { chosen: chosen(item) } });
  line.show("saving");
  send.flush();
});

others?.addEventListener("message", ({ data }) => {
  // What waits here is newer; but this tab may still see the very entry that the other one has just sent.
  if (queue.all().some(({ item, client_id }) => item === data.item && client_id !== data.client_id)) return;
  choose(data.item, data.answer.chosen);
  question(data.item).dataset.known = data.sequence;
});

let isLeaving = false;

form.addEventListener("submit", async (event) => {
  form.elements.csrfmiddlewaretoken.value = csrfToken(form); // signing in again elsewhere has renewed it
  if (isLeaving) return event.preventDefault(); // the second press of a double click
  if (queue.isEmpty) return void (isLeaving = true);
  event.preventDefault();
  const then = event.submitter;
  // What was added while the first round was under way goes with the second.
  if ((await send.flush()) && (queue.isEmpty || (await send.flush()))) form.requestSubmit(then);
});

window.addEventListener("pageshow", (event) => event.persisted && location.reload());
window.addEventListener("beforeunload", (event) => !isLeaving && !queue.isEmpty && event.preventDefault());

for (const entry of queue.all()) if (inputs(entry.item).length) choose(entry.item, entry.answer.chosen);
if (!queue.isEmpty) send.flush();
steps(form).begin();
