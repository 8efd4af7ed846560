// The account menu is a <details>; this only closes it as menus are expected to close.

export function closeOnLeaving() {
  const menu = document.querySelector("[data-account]");
  if (!menu) return;
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
