// Paper cannot be pressed: what is folded is opened while the page is printed, and folded again afterwards.

export function openForPrinting() {
  const opened = [];
  window.addEventListener("beforeprint", () => {
    for (const element of document.querySelectorAll("details.folded:not([open])")) {
      element.open = true;
      opened.push(element);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const element of opened.splice(0)) element.open = false;
  });
}
