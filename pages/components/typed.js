// The first change in the fields of a form that tells nothing until it is saved.

const CHANGES = { input: "*", click: "button, [role=combobox]" };

export default function ({ data, parentElement, setTriggerValue }) {
  const now = (parentElement.now ??= {});
  Object.assign(now, { ...data, tell: () => setTriggerValue("typed", data.form) });
  if (now.hear) return undefined;
  now.hear = (event) => {
    const area = event.target.closest?.(`.${now.area}`);
    if (!area || now.told === now.form || !event.target.closest(CHANGES[event.type])) return;
    now.told = now.form;
    now.tell();
  };
  Object.keys(CHANGES).forEach((kind) => document.addEventListener(kind, now.hear, true));
  return () => {
    Object.keys(CHANGES).forEach((kind) => document.removeEventListener(kind, now.hear, true));
    now.hear = null;
  };
}
