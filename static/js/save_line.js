// The line that says whether what was done is kept. The words stand in its template.

export function saveLine(element = document.querySelector("[data-save-line]")) {
  return {
    /**
     * state: one of those that the template has words for. isKept false: what waits is held by this tab alone, and
     * the words say so.
     */
    show(state, { isKept = true } = {}) {
      if (!element) return;
      const words = element.getAttribute(`data-${state}${isKept ? "" : "-here"}`) ?? element.getAttribute(`data-${state}`);
      element.dataset.state = state;
      if (element.textContent !== (words ?? "")) element.textContent = words ?? "";
    },
  };
}
