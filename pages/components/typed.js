// The first change in the fields of a form that tells nothing until it is saved.

const CHANGES = { input: "*", click: "button, [role=combobox]" };

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const stopBefore = parentElement.stop;
  const hear = ({ target, type }) => {
    const here = target.closest?.(`.${data.area}`) && target.closest(CHANGES[type]);
    if (!here || parentElement.told === data.form) return;
    parentElement.told = data.form;
    setTriggerValue("typed", data.form);
  };
  const kinds = Object.keys(CHANGES);
  stopBefore?.();
  kinds.forEach((kind) => document.addEventListener(kind, hear, true));
  parentElement.stop = () => kinds.forEach((kind) => document.removeEventListener(kind, hear, true));
  return onceGone(parentElement, () => parentElement.stop());
}
