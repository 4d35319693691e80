// A button that has just changed rests for a moment: the second half of a double tap, or a finger already on its way,
// must not press what nobody has read. It rests from when it stands there, however slow the laptop is.

// Double clicks are faster on every system.
const REST = 500;
const RESTING = "aria-disabled";

export default function ({ data: [data], parentElement }) {
  const guard = (parentElement.guard ??= newGuard(data.buttons));
  return onceGone(parentElement, guard.end);
}

function newGuard(buttons) {
  const said = new WeakMap();
  const timers = new WeakMap();

  function rest(button) {
    button.setAttribute(RESTING, "true");
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(() => button.removeAttribute(RESTING), REST));
  }

  function changed() {
    const all = [...document.querySelectorAll(buttons)].filter((button) => said.get(button) !== button.textContent);
    for (const button of all) said.set(button, button.textContent);
    return all;
  }

  function press(event) {
    if (!event.target.closest(buttons)?.hasAttribute(RESTING)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  const changes = new MutationObserver(() => changed().forEach(rest));
  changes.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener("click", press, true);
  changed();
  return {
    end() {
      changes.disconnect();
      document.removeEventListener("click", press, true);
    },
  };
}
