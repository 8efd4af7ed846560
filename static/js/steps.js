// One question at a time, with Back, Next and “All questions”; after the last one, what is still empty. Each step is
// one in the browser's history, so that its Back goes to the question before.
import { isEmpty } from "./fields.js";

export function steps(form) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const questions = [...form.querySelectorAll("[data-question]")];
  const [bar, check, end] = [find("attempt-steps"), find("attempt-check"), find("attempt-end")];
  const [back, next, all] = [find("back"), find("next"), find("all")];
  const finish = end.querySelector('[value="finish"]');
  const finishWords = finish.textContent;
  const progress = document.querySelector("[data-attempt-progress]");
  const title = document.title;
  const last = questions.length;
  const ALL = -1;
  let at = 0; // the index shown; `last` is the check before finishing, ALL everything

  const hashOf = (index) => (index === ALL ? "#all" : index === last ? "#check" : `#question-${index + 1}`);

  /** The step that an address asks for; undefined: none of ours. */
  function indexOf(hash) {
    if (hash === "#all") return ALL;
    if (hash === "#check") return last;
    const number = Number(hash.match(/^#question-(\d+)$/)?.[1]);
    return number >= 1 && number <= last ? number - 1 : undefined;
  }

  function show(index, { focus = true } = {}) {
    at = index;
    const isAll = at === ALL;
    form.classList.toggle("attempt--all", isAll);
    questions.forEach((question, n) => (question.hidden = !isAll && n !== at));
    bar.hidden = isAll;
    progress.hidden = isAll;
    progress.value = Math.max(at, 0);
    document.title = at >= 0 && at < last ? `Question ${at + 1} of ${last} – ${title}` : title;
    check.hidden = at !== last;
    end.hidden = !isAll && at !== last;
    back.hidden = at === 0;
    next.hidden = at === last;
    // Empty questions were pointed out before this button is reached, unless all are shown at once.
    finish.value = isAll ? "finish" : "finish-anyway";
    finish.textContent = finishWords;
    if (at === last) say();
    if (focus) moveTo(at === last ? check.querySelector("h2") : questions[Math.max(at, 0)].querySelector("legend"));
  }

  function go(index) {
    const step = Math.min(index, last);
    if (step !== at) history.pushState(null, "", hashOf(step));
    show(step);
  }

  function moveTo(heading) {
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView({ block: "nearest" });
  }

  function say() {
    const empty = questions.filter(isEmpty);
    const isNone = empty.length === last;
    find("answered").textContent = isNone ? check.dataset.none : `${last - empty.length} of ${last} answered.`;
    finish.textContent = isNone ? check.dataset.anyway : finishWords;
    const line = (question) => {
      const number = Number(question.dataset.question);
      const [item, button] = [document.createElement("li"), document.createElement("button")];
      button.type = "button";
      button.className = "attempt__link";
      button.textContent = `Go to ${number}`;
      button.addEventListener("click", () => go(number - 1));
      item.append(`Question ${number} is empty. `, button);
      return item;
    };
    find("empty").replaceChildren(...empty.map(line));
  }

  function begin() {
    if ("showsProblems" in form.dataset) return;
    form.classList.add("attempt--steps");
    back.addEventListener("click", () => go(at - 1));
    next.addEventListener("click", () => go(at + 1));
    all.addEventListener("click", () => {
      const from = Math.min(at, last - 1);
      go(ALL);
      moveTo(questions[from].querySelector("legend"));
    });
    addEventListener("popstate", () => {
      const asked = indexOf(location.hash);
      if (asked !== undefined && asked !== at) show(asked);
    });
    const firstEmpty = questions.findIndex(isEmpty);
    const asked = indexOf(location.hash) ?? (firstEmpty < 0 ? last : firstEmpty);
    history.replaceState(null, "", hashOf(asked));
    show(asked, { focus: false });
  }

  return {
    begin,
    /** What is shown is another answer now. */
    refresh: () => at === last && !check.hidden && say(),
  };
}
