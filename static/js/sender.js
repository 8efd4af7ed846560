// Sends waiting answers in their order, until each is acknowledged. One tab at a time sends for an attempt.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const LONGEST_ANSWER = 30000;

export function csrfToken(form) {
  const cookie = document.cookie.match(/(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/);
  return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
}

/** What every request of a page has in common. `headers` beside the usual ones. */
export function post(form, address, body, headers = {}) {
  return fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken(form), ...headers },
    credentials: "same-origin",
    redirect: "manual", // to the sign-in page: not an answer
    keepalive: true,
    signal: AbortSignal.timeout?.(LONGEST_ANSWER),
  });
}

/** 404: somebody else has signed in on this device meanwhile. To them what is asked for is not there. */
export const isSignedOut = (response) =>
  response.type === "opaqueredirect" || [401, 403, 404].includes(response.status);

/** Tries again later, and later still. `again` is also called as soon as there is a connection or the tab is met. */
export function retrying(again) {
  let wait = FIRST_WAIT;
  let timer = null;
  for (const moment of ["online", "focus"]) addEventListener(moment, () => again());
  return {
    reset() {
      wait = FIRST_WAIT;
      clearTimeout(timer);
    },
    /** After what the response asks for, if it does; `longest`: there is no hurry. */
    later({ response, longest = false } = {}) {
      wait = Math.min(wait * 2, LONGEST_WAIT);
      const asked = Number(response?.headers.get("Retry-After")) * 1000;
      clearTimeout(timer);
      timer = setTimeout(again, (longest ? LONGEST_WAIT : asked || wait) * (0.75 + Math.random() / 2));
    },
  };
}

/** Runs while no other tab of this browser runs under the same name. */
export const alone = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

/**
 * tell(state, detail): "saving", "saved", "waiting", "refused" (signed out), "over" (already sent in, detail.see),
 * "not-kept" (detail.title). acknowledged(entry, answer): the server has it.
 */
export function sender({ form, queue, tell, acknowledged }) {
  let running = null;
  const retry = retrying(() => queue.isEmpty || flush());

  function send({ client_id, item, fields, after }) {
    const sent = JSON.stringify({ client_id, item, answer: { fields }, after });
    return post(form, form.dataset.save, sent, { "Content-Type": "application/json" });
  }

  async function sendAll() {
    for (let [entry] = queue.all(); entry; [entry] = queue.all()) {
      tell("saving");
      const response = await send(entry);
      if (response.ok) {
        const answer = await response.json();
        queue.acknowledge(entry, answer.sequence);
        acknowledged(entry, answer);
        retry.reset();
      } else if (!(await isSettled(response, entry))) {
        return false;
      }
    }
    return true;
  }

  /** True: there is no use in sending this entry again. */
  async function isSettled(response, entry) {
    if (response.status === 409) {
      queue.clear();
      tell("over", await response.json());
      return true;
    }
    if (response.status === 400) {
      queue.remove(entry);
      tell("not-kept", await response.json().catch(() => ({})));
      return true;
    }
    tell(isSignedOut(response) ? "refused" : "waiting");
    retry.later({ response, longest: isSignedOut(response) });
    return false;
  }

  /** Resolves to true once nothing waits any more, to false when it has to be tried again later. */
  function flush() {
    running ??= alone(form.dataset.key, sendAll)
      .then((isSent) => {
        if (isSent && queue.isEmpty) tell("saved");
        return isSent;
      })
      .catch(() => {
        tell("waiting");
        retry.later();
        return false;
      })
      .finally(() => {
        running = null;
      });
    // Something answered in the last moment of a round came too late for it.
    running.then((isSent) => isSent && !queue.isEmpty && flush());
    return running;
  }

  return { flush };
}
