// An open attempt: each answer is sent as it changes, and waits on this device until the server has it. Without this
// script the page is one form that does the same with one press.
import { fieldsOf, fill } from "../fields.js";
import { finishing } from "../finishing.js";
import { saveLine } from "../save_line.js";
import "kinds"; // what the kinds of question bring to enhance their own controls
import { csrfToken, sender } from "../sender.js";
import { steps } from "../steps.js";
import { unsentAnswers } from "../unsent.js";

const form = document.querySelector("[data-attempt]");
const name = form.dataset.key;
const queue = unsentAnswers(name);
const find = (part) => form.querySelector(`[data-${part}]`);
const line = saveLine(find("save-line"));
const others = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
const questions = new Map([...form.querySelectorAll("[data-question]")].map((each) => [each.dataset.key, each]));
const isKept = "newest" in form.dataset; // a walk through drafts keeps nothing
const walk = steps(form);
let newest = Number(form.dataset.newest); // number of the newest answer of the attempt that this page knows of
let isLeaving = false;
let isPassed = false; // to the browser, which sends the form

function say(part, words, see) {
  const paragraph = find(part);
  paragraph.hidden = !words;
  const link = paragraph.querySelector("a");
  (paragraph.querySelector("span") ?? paragraph).textContent = words;
  if (link && see) link.href = see;
}

// --- What each question shows, and the number of the answer that this is ---

const known = (question) => form.elements[`known-${question.dataset.key}`];
const noticed = new Map(); // by question, what was shown last: whatever differs from it was touched since

const isUntouched = (question) => JSON.stringify(fieldsOf(question)) === noticed.get(question);
const notice = (question) => noticed.set(question, JSON.stringify(fieldsOf(question)));

/** Shows an answer of this device that was not given in this tab, unless a newer one waits or is being given. */
function reflect({ key, item, client_id, fields }) {
  const question = questions.get(item);
  const isOlder = queue.all().some((each) => each.item === item && each.client_id !== client_id && !(each.key < key));
  if (!question || isOlder || !isUntouched(question)) return;
  fill(question, fields);
  notice(question);
  walk.refresh();
}

function learn(entry, sequence) {
  const question = questions.get(entry.item);
  if (!question) return;
  reflect(entry);
  known(question).value = sequence;
  if (sequence === newest + 1) newest = sequence;
}

/** Keeps what was touched and sends it. */
function keepChanges() {
  for (const [item, question] of questions) {
    if (isUntouched(question)) continue;
    notice(question);
    queue.add({
      client_id: crypto.randomUUID(),
      item,
      fields: fieldsOf(question),
      after: Number(known(question).value),
    });
    line.show("saving");
  }
  if (!queue.isEmpty) send.flush();
}

// --- Sending, and finishing ---

const send = sender({
  form,
  queue,
  tell(state, detail = {}) {
    if (state === "over") return isOver(detail);
    if (state === "not-kept") {
      finish.takeBack();
      return say("not-kept", detail.title ?? "That answer was not saved.");
    }
    find("sign-in").hidden = state !== "refused";
    if (finish.isWished && state === "waiting") return tellAboutFinishing("unfinished");
    if (finish.isWished && state !== "refused") return;
    line.show(state, { isKept: queue.isKept });
  },
  acknowledged(entry, { sequence, changed_elsewhere }) {
    learn(entry, sequence);
    finish.acknowledged(sequence);
    const number = questions.get(entry.item)?.dataset.question;
    const words = `Question ${number} was also answered in another tab or on another device. What you chose here counts now.`;
    if (changed_elsewhere) say("changed", words);
    others?.postMessage({ ...entry, sequence });
  },
});

const finish = finishing({
  form,
  name,
  ready: async () => queue.isEmpty || ((await send.flush()) && (queue.isEmpty || (await send.flush()))),
  tell: tellAboutFinishing,
  leave,
});

function tellAboutFinishing(state, detail = {}) {
  if (state === "not-finished") {
    find("take-back").hidden = true;
    line.show("quiet");
    return say("not-kept", detail.title ?? "This quiz was not finished. Open it again.");
  }
  find("sign-in").hidden = state !== "refused";
  find("take-back").hidden = state !== "unfinished";
  line.show(state, { isKept: queue.isKept && finish.isKept });
}

function leave(address) {
  isLeaving = true;
  location.assign(address);
}

/** Finished in another tab or on another device. With a wish to finish, its answer leads on. */
function isOver({ title, see }) {
  for (const part of form.querySelectorAll(".attempt__question, .attempt__steps, .attempt__check, .attempt__end")) {
    part.inert = true;
  }
  line.show("quiet");
  say("over", title ?? "", see);
}

/** “Save and stop”: there is nothing to wish for, since every answer waits by itself. Then the browser leads on. */
function stop(event) {
  if (queue.isEmpty && navigator.onLine) return void (isLeaving = isPassed = true);
  event.preventDefault();
  if (queue.isEmpty) return line.show("offline");
  send.flush().then((isSent) => isSent && form.requestSubmit(event.submitter));
}

form.addEventListener("change", keepChanges);
document.addEventListener("visibilitychange", () => document.hidden && keepChanges());

form.addEventListener("submit", (event) => {
  form.elements.csrfmiddlewaretoken.value = csrfToken(form); // signing in again elsewhere has renewed it
  if (isPassed || !isKept) return;
  if (isLeaving) return event.preventDefault(); // the second press of a double click
  const then = event.submitter?.value ?? "finish";
  keepChanges();
  if (then === "stop") return stop(event);
  event.preventDefault();
  finish.press(then, newest);
});

find("take-back").addEventListener("click", () => {
  finish.takeBack();
  find("take-back").hidden = true;
  line.show(queue.isEmpty ? "quiet" : "waiting", { isKept: queue.isKept });
});

// --- Other tabs, and coming back ---

others?.addEventListener("message", ({ data }) => learn(data, data.sequence));
addEventListener("storage", ({ key, newValue }) => {
  const entry = newValue && queue.owns(key) && queue.read(key);
  if (entry) reflect(entry);
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  if (navigator.onLine) location.reload();
  else addEventListener("online", () => location.reload(), { once: true });
});
addEventListener("beforeunload", (event) => !isLeaving && !queue.isEmpty && event.preventDefault());

form.reset(); // what the browser has put back by itself was touched by nobody
for (const question of questions.values()) notice(question);
for (const entry of queue.all()) reflect(entry);
walk.begin();
if (finish.isWished) finish.carryOut();
else if (!queue.isEmpty) send.flush();
