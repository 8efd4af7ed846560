// One question at a time, with Back, Next and “All questions”; after the last one, what is still empty.

export function steps(form) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const questions = [...form.querySelectorAll("[data-question]")];
  const [bar, check, end] = [find("attempt-steps"), find("attempt-check"), find("attempt-end")];
  const [back, next, all] = [find("back"), find("next"), find("all")];
  const last = questions.length;
  let at = 0; // the index shown; `last` is the check before finishing

  const isEmpty = (question) => !question.querySelector("input:checked");
  const isAll = () => form.classList.contains("attempt--all");

  function show(index, { focus = true } = {}) {
    at = Math.max(0, Math.min(index, last));
    questions.forEach((question, n) => (question.hidden = n !== at));
    check.hidden = end.hidden = at !== last;
    back.hidden = at === 0;
    next.hidden = at === last;
    if (at === last) say();
    history.replaceState(null, "", at === last ? "#check" : `#question-${at + 1}`);
    if (focus) moveTo(at === last ? check.querySelector("h2") : questions[at].querySelector("legend"));
  }

  function moveTo(heading) {
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView({ block: "nearest" });
  }

  function say() {
    const empty = questions.filter(isEmpty);
    find("answered").textContent = `${last - empty.length} of ${last} answered.`;
    const line = (question) => {
      const number = Number(question.dataset.question);
      const [item, button] = [document.createElement("li"), document.createElement("button")];
      button.type = "button";
      button.className = "attempt__link";
      button.textContent = `Go to ${number}`;
      button.addEventListener("click", () => goTo(number));
      item.append(`Question ${number} is empty. `, button);
      return item;
    };
    find("empty").replaceChildren(...empty.map(line));
  }

  function goTo(number) {
    if (isAll()) moveTo(questions[number - 1].querySelector("legend"));
    else show(number - 1);
  }

  function showAll() {
    form.classList.add("attempt--all");
    for (const question of questions) question.hidden = false;
    bar.hidden = true;
    check.hidden = true;
    end.hidden = false;
  }

  function begin() {
    if ("showsProblems" in form.dataset) return;
    form.classList.add("attempt--steps");
    bar.hidden = false;
    // Empty questions were pointed out before this button is reached.
    end.querySelector('[value="finish"]').value = "finish-anyway";
    back.addEventListener("click", () => show(at - 1));
    next.addEventListener("click", () => show(at + 1));
    all.addEventListener("click", () => {
      end.querySelector('[value="finish-anyway"]').value = "finish";
      showAll();
      moveTo(questions[Math.min(at, last - 1)].querySelector("legend"));
    });
    const asked = location.hash === "#check" ? last : Number(location.hash.match(/^#question-(\d+)$/)?.[1] ?? 0) - 1;
    const firstEmpty = questions.findIndex(isEmpty);
    show(asked >= 0 ? asked : firstEmpty < 0 ? last : firstEmpty, { focus: false });
  }

  return { begin };
}
