// The line beneath a quiz that says whether what was answered is kept. The words stand in its template.

export function saveLine(element = document.querySelector("[data-save-line]")) {
  return {
    /** state: "quiet", "saving", "saved", "waiting" or "refused" */
    show(state) {
      if (!element || element.dataset.state === state) return;
      element.dataset.state = state;
      element.textContent = element.dataset[state] ?? "";
    },
  };
}
