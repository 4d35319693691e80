// A button that has just changed rests for a moment: the second half of a double tap, or a finger already on its way,
// must not press what nobody has read. It rests from when it stands there, however slow the laptop is. A menu that opens
// turns its arrow, and says the same. A key that is held presses once: the next button comes under it in the meantime.

// Double clicks are faster on every system.
const REST = 500;
const RESTING = "aria-disabled";
const PRESSES = /^(Enter| )$/;

export default function ({ data: [data], parentElement }) {
  const guard = (parentElement.guard ??= newGuard(data.buttons));
  return onceGone(parentElement, guard.end);
}

function newGuard(buttons) {
  const before = new WeakMap();
  const timers = new WeakMap();

  function rest(button) {
    button.setAttribute(RESTING, "true");
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(() => button.removeAttribute(RESTING), REST));
  }

  function changed() {
    const all = [...document.querySelectorAll(buttons)].filter((button) => before.get(button) !== said(button));
    for (const button of all) before.set(button, said(button));
    return all;
  }

  function press(event) {
    if (event.target.closest(buttons)?.hasAttribute(RESTING)) stop(event);
  }

  function hold(event) {
    if (event.repeat && PRESSES.test(event.key) && event.target.closest?.(buttons)) stop(event);
  }

  const changes = new MutationObserver(() => changed().forEach(rest));
  changes.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener("click", press, true);
  document.addEventListener("keydown", hold, true);
  changed();
  return {
    end() {
      changes.disconnect();
      document.removeEventListener("click", press, true);
      document.removeEventListener("keydown", hold, true);
    },
  };
}

function said(button) {
  const pictures = [...button.querySelectorAll("[aria-hidden=true]")].map((picture) => picture.textContent);
  return pictures.reduce((text, picture) => text.replace(picture, ""), button.textContent);
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
