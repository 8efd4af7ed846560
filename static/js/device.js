// What pages keep on this device. What the browser does not take, because it keeps nothing or has no room, is held by
// this tab alone; whoever asks is told, so that no line says “on this device” of what is not.

const memory = new Map();

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export const device = {
  /** True: it is on the device. False: only this tab has it. */
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // looked at below
    }
    if (stored(key) === value) memory.delete(key);
    else memory.set(key, value);
    return this.keeps(key);
  },
  get: (key) => memory.get(key) ?? stored(key),
  remove(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
  keys() {
    try {
      return [...new Set([...Object.keys(localStorage), ...memory.keys()])];
    } catch {
      return [...memory.keys()];
    }
  },
  /** Whether what stands under this key outlives the tab. */
  keeps: (key) => !memory.has(key) && stored(key) !== null,
};
