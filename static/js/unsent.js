// Answers that the server has not acknowledged yet. They wait on this device, one entry each, so that two tabs never
// overwrite one another's; written at once, so that a tab closed the next moment loses nothing.

const PREFIX = "attempt-";
const memory = new Map(); // where the browser keeps nothing for us

const storage = (() => {
  try {
    localStorage.setItem("storage-works", "1");
    localStorage.removeItem("storage-works");
    return {
      keys: () => Object.keys(localStorage),
      get: (key) => localStorage.getItem(key),
      set: (key, value) => localStorage.setItem(key, value),
      remove: (key) => localStorage.removeItem(key),
    };
  } catch {
    return {
      keys: () => [...memory.keys()],
      get: (key) => memory.get(key) ?? null,
      set: (key, value) => memory.set(key, value),
      remove: (key) => memory.delete(key),
    };
  }
})();

let count = 0;

/** The answers of one attempt that still wait, oldest first. `name` says whose and which attempt. */
export function unsentAnswers(name) {
  const mine = (key) => key.startsWith(`${name}:`);
  return {
    add(entry) {
      const order = `${Date.now()}`.padStart(15, "0") + `${count++}`.padStart(6, "0");
      const key = `${name}:${order}:${entry.client_id}`;
      try {
        storage.set(key, JSON.stringify(entry));
      } catch {
        memory.set(key, JSON.stringify(entry)); // full: this tab still knows
      }
    },
    all() {
      const keys = [...new Set([...storage.keys(), ...memory.keys()])].filter(mine).sort();
      return keys.map((key) => ({ key, ...JSON.parse(storage.get(key) ?? memory.get(key)) }));
    },
    remove(entry) {
      storage.remove(entry.key);
      memory.delete(entry.key);
    },
    clear() {
      for (const entry of this.all()) this.remove(entry);
    },
    get isEmpty() {
      return this.all().length === 0;
    },
  };
}

/** Signing out leaves nothing behind for whoever uses this device next; unsent answers are asked about first. */
export function clearOnSigningOut() {
  document.addEventListener("submit", (event) => {
    if (!event.target.action?.includes("/logout/")) return;
    const waiting = storage.keys().filter((key) => key.startsWith(PREFIX));
    if (!waiting.length) return;
    if (confirm("Some of your answers have not been sent yet. Sign out and lose them?")) {
      waiting.forEach((key) => storage.remove(key));
    } else {
      event.preventDefault();
    }
  });
}
