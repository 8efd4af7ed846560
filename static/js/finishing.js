// Finishing, with a connection or without: the wish is kept on this device until it is carried out, once.
import { device } from "./device.js";
import { alone, isSignedOut, post, retrying } from "./sender.js";

const LONG = 4000; // milliseconds after which one is told that it takes its time

/**
 * ready(): resolves to true once everything before it has arrived. tell(state, detail): "finishing", "unfinished",
 * "refused", "not-finished" (detail.title). leave(address): it is done, and this is where it leads.
 */
export function finishing({ form, name, ready = async () => true, tell, leave }) {
  const key = `${name}!finish`;
  const wish = () => JSON.parse(device.get(key));
  const retry = retrying(() => wish() && carryOut());
  let isTrying = false;

  function later(response) {
    tell("unfinished");
    retry.later({ response });
  }

  /** `as_of`: the number of the newest answer this device knows of. Not asked about at the first try: it is now. */
  async function tryOnce(isFirst) {
    const wanted = wish();
    if (!wanted) return;
    if (!(await ready())) return later();
    const { then, as_of } = wish() ?? {}; // taken back, or carried along, meanwhile
    if (!then) return;
    const asked = isFirst || as_of == null ? { then } : { then, as_of };
    const response = await post(form, form.action, new URLSearchParams(asked));
    if (response.ok) {
      device.remove(key);
      return leave((await response.json()).see);
    }
    if (isSignedOut(response)) {
      tell("refused");
      return retry.later({ longest: true });
    }
    if (response.status >= 500 || response.status === 429) return later(response);
    device.remove(key);
    tell("not-finished", await response.json().catch(() => ({})));
  }

  async function carryOut({ isFirst = false } = {}) {
    if (isTrying) return;
    isTrying = true;
    tell(navigator.onLine ? "finishing" : "unfinished");
    const slow = setTimeout(() => wish() && tell("unfinished"), LONG);
    await alone(key, () => tryOnce(isFirst)).catch(() => later());
    clearTimeout(slow);
    isTrying = false;
  }

  return {
    /** `then`: what is asked for, in the form's words. */
    press(then, as_of = null) {
      device.set(key, JSON.stringify({ then, as_of }));
      return carryOut({ isFirst: true });
    },
    carryOut,
    takeBack: () => device.remove(key),
    /** An answer of this device has arrived, as number `sequence`. */
    acknowledged(sequence) {
      const wanted = wish();
      if (wanted?.as_of === sequence - 1) device.set(key, JSON.stringify({ ...wanted, as_of: sequence }));
    },
    get isWished() {
      return wish() !== null;
    },
    /** Whether the wish outlives this tab. */
    get isKept() {
      return device.keeps(key);
    },
  };
}
