// A button pressed by keyboard is replaced by another, which rests for a moment: once that one can be pressed, the
// keyboard is on it. Who has gone elsewhere meanwhile is left in peace, and so is who uses a mouse or a finger.

const PATIENCE = 5000;

export default function ({ data, parentElement }) {
  parentElement.area = data.area;
  if (parentElement.pressed) return undefined;
  parentElement.pressed = (event) => {
    const button = event.target.closest?.(`.${parentElement.area} button`);
    if (button && (event.key === "Enter" || event.key === " ")) follow(parentElement.area, button);
  };
  document.addEventListener("keydown", parentElement.pressed);
  return () => {
    document.removeEventListener("keydown", parentElement.pressed);
    parentElement.pressed = null;
  };
}

function follow(area, pressed) {
  const until = Date.now() + PATIENCE;
  const look = () => {
    const on = document.activeElement;
    const gone = !on || on === document.body;
    const next = document.querySelector(`.${area} button:not(:disabled)`);
    if (gone && next) return next.focus();
    if (Date.now() < until && (gone || on === pressed)) requestAnimationFrame(look);
    return undefined;
  };
  requestAnimationFrame(look);
}
