// The first change in the fields of a form that tells nothing until it is saved. Dates, times and sliders take their
// keys themselves, and no `input` comes of them.

const CHANGES = {
  input: "*",
  click: "button, [role=combobox]",
  pointerdown: "[role=group]:has([type=range])",
  keydown: "[type=range], [role=spinbutton]",
};
const LEAVES = /^(Tab|Shift|Control|Alt|Meta|Escape)$/;

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const stopBefore = parentElement.stop;
  const hear = ({ target, type, key }) => {
    const here = target.closest?.(`.${data.area}`) && target.closest(CHANGES[type]);
    if (!here || LEAVES.test(key) || parentElement.told === data.form) return;
    parentElement.told = data.form;
    setTriggerValue("typed", data.form);
  };
  const kinds = Object.keys(CHANGES);
  stopBefore?.();
  kinds.forEach((kind) => document.addEventListener(kind, hear, true));
  parentElement.stop = () => kinds.forEach((kind) => document.removeEventListener(kind, hear, true));
  return onceGone(parentElement, () => parentElement.stop());
}
