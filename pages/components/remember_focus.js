// A button pressed by keyboard is replaced by another, which rests for a moment: once that one can be pressed, the
// keyboard is on it. Who has gone elsewhere meanwhile is left in peace, and so is who uses a mouse or a finger.

// A slow laptop takes its time to draw the next one.
const PATIENCE = 30000;

export default function ({ data: [data], parentElement }) {
  document.removeEventListener("keydown", parentElement.pressed);
  parentElement.pressed = ({ target, key }) => {
    const button = target.closest?.(`.${data.area} button`);
    if (button && (key === "Enter" || key === " ")) follow(data.area, button);
  };
  document.addEventListener("keydown", parentElement.pressed);
  return onceGone(parentElement, () => document.removeEventListener("keydown", parentElement.pressed));
}

function follow(area, pressed) {
  const until = Date.now() + PATIENCE;
  const look = () => {
    const on = document.activeElement;
    const gone = !on || on === document.body;
    const next = document.querySelector(`.${area} button:not(:disabled, [aria-disabled=true])`);
    if (gone && next) return next.focus();
    if (Date.now() < until && (gone || on === pressed)) requestAnimationFrame(look);
    return undefined;
  };
  requestAnimationFrame(look);
}
