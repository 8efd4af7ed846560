// Sends waiting answers in their order, until each is acknowledged. One tab at a time sends for an attempt.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export function csrfToken(form) {
  const cookie = document.cookie.match(/(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/);
  return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
}

/**
 * tell(state, detail): "saving", "saved", "waiting", "refused" (signed out), "over" (already sent in, detail.see),
 * "not-kept" (detail.title). acknowledged(entry, answer): the server has it.
 */
export function sender({ form, queue, tell, acknowledged }) {
  let running = null;
  let wait = FIRST_WAIT;
  let timer = null;

  const alone = (work) => (navigator.locks ? navigator.locks.request(form.dataset.key, work) : work());

  async function post(entry) {
    const { client_id, item, answer, after } = entry;
    return fetch(form.dataset.save, {
      method: "POST",
      body: JSON.stringify({ client_id, item, answer, after: after() }),
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken(form) },
      credentials: "same-origin",
      redirect: "manual", // to the sign-in page: not an answer
      keepalive: true,
    });
  }

  async function sendAll(known) {
    for (let [entry] = queue.all(); entry; [entry] = queue.all()) {
      tell("saving");
      const response = await post({ ...entry, after: () => known(entry.item) });
      if (response.ok) {
        const answer = await response.json();
        queue.remove(entry);
        acknowledged(entry, answer);
        wait = FIRST_WAIT;
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
    // 404: somebody else has signed in on this device meanwhile. To them the attempt is not there.
    if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) {
      tell("refused");
      retryIn(LONGEST_WAIT);
      return false;
    }
    tell("waiting");
    retryIn(Number(response.headers.get("Retry-After")) * 1000 || backingOff());
    return false;
  }

  function backingOff() {
    wait = Math.min(wait * 2, LONGEST_WAIT);
    return wait;
  }

  function retryIn(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(flush, milliseconds * (0.75 + Math.random() / 2));
  }

  let known = () => null;

  /** Resolves to true once nothing waits any more, to false when it has to be tried again later. */
  function flush() {
    clearTimeout(timer);
    running ??= alone(() => sendAll(known))
      .then((isEmpty) => {
        if (isEmpty && queue.isEmpty) tell("saved");
        return isEmpty;
      })
      .catch(() => {
        tell("waiting");
        retryIn(backingOff());
        return false;
      })
      .finally(() => {
        running = null;
      });
    // Something chosen in the last moment of a round came too late for it.
    running.then((isEmpty) => isEmpty && !queue.isEmpty && flush());
    return running;
  }

  for (const moment of ["online", "focus"]) window.addEventListener(moment, () => queue.isEmpty || flush());

  return {
    flush,
    knows(lookUp) {
      known = lookUp;
    },
  };
}
