// Answers that the server has not acknowledged yet. They wait on this device, one entry each, so that two tabs never
// overwrite one another's; written at once, so that a tab closed the next moment loses nothing.
import { device } from "./device.js";

const PREFIX = "attempt-";
const COUNTER = `${PREFIX}order`;
const DIGITS = 21;

/**
 * The number of the next entry, never from the clock, which may be set back. Shared by all tabs. Two that count at
 * the same moment may get the same one: then the ids of their entries decide, always alike.
 */
function nextNumber(waiting) {
  const numbers = [device.get(COUNTER), ...waiting].filter((number) => /^\d+$/.test(number)).map(BigInt);
  const next = numbers.reduce((most, number) => (number > most ? number : most), 0n) + 1n;
  device.set(COUNTER, `${next}`);
  return `${next}`.padStart(DIGITS, "0");
}

function readEntry(key) {
  try {
    const entry = JSON.parse(device.get(key));
    // Before answers were sent as fields, entries held what was chosen.
    return { key, ...entry, fields: entry.fields ?? { "": entry.answer.chosen } };
  } catch {
    return null;
  }
}

/**
 * The answers of one attempt that still wait, oldest first. `name` says whose and which attempt.
 * An entry is {client_id, item, fields, after}: `after` is the number of the answer that it was given upon.
 */
export function unsentAnswers(name) {
  const keys = () => device.keys().filter((key) => key.startsWith(`${name}:`)).sort();
  return {
    add(entry) {
      const number = nextNumber(keys().map((key) => key.slice(name.length + 1).split(":")[0]));
      device.set(`${name}:${number}:${entry.client_id}`, JSON.stringify(entry));
    },
    all: () => keys().map(readEntry).filter(Boolean),
    /** It was kept as answer `sequence`; those given after it to the same question were given upon that. */
    acknowledge(entry, sequence) {
      for (const { key, ...later } of this.all()) {
        if (later.item === entry.item && key > entry.key) device.set(key, JSON.stringify({ ...later, after: sequence }));
      }
      device.remove(entry.key);
    },
    remove: (entry) => device.remove(entry.key),
    clear: () => keys().forEach((key) => device.remove(key)),
    get isEmpty() {
      return this.all().length === 0;
    },
    /** Whether all that waits outlives this tab. */
    get isKept() {
      return keys().every((key) => device.keeps(key));
    },
    owns: (key) => Boolean(key?.startsWith(`${name}:`)),
    read: readEntry,
  };
}

/** Signing out leaves nothing of that person behind; answers and wishes that wait are asked about first. */
export function clearOnSigningOut() {
  document.addEventListener("submit", (event) => {
    const { action, dataset } = event.target;
    if (!String(action).includes("/logout/")) return;
    const own = dataset.person ? `${PREFIX}${dataset.person}-` : PREFIX;
    const waiting = device.keys().filter((key) => key.startsWith(own) && key !== COUNTER);
    if (!waiting.length) return;
    if (confirm("Some of your answers have not been sent yet. Sign out and lose them?")) {
      waiting.forEach((key) => device.remove(key));
    } else {
      event.preventDefault();
    }
  });
}

/**
 * A quiz that has been sent in: what this device still keeps of it came too late. The page says so, in the words that
 * it has for answers and for the wish to finish.
 */
export function dropWhatCameLate() {
  const element = document.querySelector("[data-sent-in]");
  if (!element) return;
  const name = element.dataset.sentIn;
  const left = device.keys().filter((key) => key.startsWith(`${name}:`) || key.startsWith(`${name}!`));
  if (!left.length) return;
  element.textContent = left.some((key) => key.startsWith(`${name}:`)) ? element.dataset.answers : element.dataset.wish;
  element.hidden = false;
  left.forEach((key) => device.remove(key));
}
