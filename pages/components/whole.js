// Asks for the whole page when the ear says so.

const WHOLE = "asukasilta-whole-page";

export default function ({ parentElement, setTriggerValue }) {
  removeEventListener(WHOLE, parentElement.asks);
  parentElement.asks = ({ detail }) => setTriggerValue("asked", detail);
  addEventListener(WHOLE, parentElement.asks);
  return onceGone(parentElement, () => removeEventListener(WHOLE, parentElement.asks));
}
