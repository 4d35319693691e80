// Asks for the whole page when the ear says so; a while after a press, since Streamlit loses one that it has just taken up
// when the whole page is asked for in that moment. What is asked for meanwhile is one question.

const WHOLE = "asukasilta-whole-page";

export default function ({ parentElement, setTriggerValue }) {
  const asker = (parentElement.asker ??= newAsker());
  asker.asks = (question) => setTriggerValue("asked", question);
  return onceGone(parentElement, asker.end);
}

function newAsker() {
  const asker = { end };
  let pressed = 0;
  let timer;

  function press(event) {
    if (isPress(event)) pressed = Date.now();
  }

  function ask({ detail }) {
    clearTimeout(timer);
    const wait = pressed + DOING - Date.now();
    if (wait > 0) timer = setTimeout(ask, wait, { detail });
    else asker.asks(detail);
  }

  function end() {
    clearTimeout(timer);
    document.removeEventListener("click", press, true);
    removeEventListener(WHOLE, ask);
  }

  document.addEventListener("click", press, true);
  addEventListener(WHOLE, ask);
  return asker;
}
