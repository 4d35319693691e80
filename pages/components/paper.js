// Typed, Enter, next: what is sent stays in `waiting` until the server has acknowledged it, and is sent again till then.

const ASK_AGAIN = 3000;

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const desk = (parentElement.desk ??= newDesk(parentElement));
  desk.drew(data, (typed) => setTriggerValue("typed", typed));
  return onceGone(parentElement, () => desk.end());
}

function newDesk(root) {
  const [form, label, field, button, status] = ["form", ".label", "textarea", "button", "[role=status]"]
    .map((selector) => root.querySelector(selector));
  const now = { waiting: [], sent: 0, timer: null };

  function take() {
    const text = field.value.trim();
    if (!text) return;
    now.waiting.push({ key: newKey(), text });
    field.value = "";
    field.focus();
    sendAll();
  }

  function sendAll() {
    clearTimeout(now.timer);
    if (now.waiting.length) {
      now.send(now.waiting);
      now.timer = setTimeout(sendAll, ASK_AGAIN);
    }
    say();
  }

  function giveBack(text) {
    field.value = [field.value, text].filter(Boolean).join("\n");
  }

  function say() {
    const { words } = now.data;
    const said = now.waiting.length ? words.sending : now.sent ? words.sent : "";
    status.textContent = said.replace("{n}", now.waiting.length || now.sent);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); take(); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    take();
  });
  return {
    drew(data, send) {
      Object.assign(now, { data, send });
      label.textContent = data.words.label;
      button.textContent = data.words.send;
      button.hidden = false;
      field.maxLength = data.longest;
      now.sent += now.waiting.filter(({ key }) => data.done.includes(key)).length;
      now.waiting.filter(({ key }) => data.refused.includes(key)).forEach(({ text }) => giveBack(text));
      now.waiting = now.waiting.filter(({ key }) => ![...data.done, ...data.refused].includes(key));
      say();
    },
    end() {
      clearTimeout(now.timer);
    },
  };
}

// Pages of a laptop in a hall are plain http, where crypto.randomUUID is missing.
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
}
