// The browser's own file button, with our words: Streamlit's uploader speaks only English.

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector);
  const [label, button, input, name, trouble] = [".label", ".button span", "input", ".name", ".trouble"].map(find);
  label.textContent = data.label;
  button.textContent = data.words.choose;
  input.accept = data.endings.join(",");
  input.setAttribute("aria-label", `${data.words.choose}: ${data.label}`);
  name.textContent = data.name;
  input.onchange = async () => {
    const file = input.files[0];
    if (!file) return;
    const objection = objectionTo(file, data);
    trouble.textContent = objection;
    if (objection) return forget(input);
    name.textContent = data.words.reading;
    try {
      setTriggerValue("picked", { name: file.name, content: await inBase64(file) });
    } catch {
      trouble.textContent = data.words.unreadable;
      name.textContent = data.name;
    }
    forget(input);
  };
}

function objectionTo(file, { endings, most, words }) {
  if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return words.wrong_type;
  return file.size > most ? words.too_large : "";
}

/** The same file can be chosen again. */
function forget(input) {
  input.value = "";
}

function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}
