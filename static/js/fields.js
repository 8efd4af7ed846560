// The controls of a question, whatever its kind: everything named for its item, as a plain form would send it.

const BOXES = ["checkbox", "radio"];

function controls(question) {
  const name = `item-${question.dataset.key}`;
  const all = [...question.querySelectorAll("input, select, textarea")];
  return all
    .filter((control) => control.name === name || control.name.startsWith(`${name}-`))
    .map((control) => ({ control, suffix: control.name.slice(name.length + 1) }));
}

function valuesOf(control) {
  if (BOXES.includes(control.type)) return control.checked ? [control.value] : [];
  if (control.tagName === "SELECT") return [...control.selectedOptions].map((option) => option.value);
  return [control.value];
}

/** {suffix: [values]}; a suffix is what follows the question's name, “” for the plain one. */
export function fieldsOf(question) {
  const fields = {};
  for (const { control, suffix } of controls(question)) (fields[suffix] ??= []).push(...valuesOf(control));
  return fields;
}

export const isEmpty = (question) => !Object.values(fieldsOf(question)).flat().some((value) => value.trim());

/** Shows other values. A kind that draws its controls itself listens for “filled” on the question. */
export function fill(question, fields) {
  const left = structuredClone(fields);
  for (const { control, suffix } of controls(question)) {
    const values = left[suffix] ?? [];
    if (BOXES.includes(control.type)) control.checked = values.includes(control.value);
    else if (control.tagName !== "SELECT") control.value = values.shift() ?? "";
    else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
    else control.value = values.shift() ?? "";
  }
  question.dispatchEvent(new CustomEvent("filled"));
}
