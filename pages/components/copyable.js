// Copies where the page is not secure too (a laptop's own address in a hall is plain http).

const SAID = 2500;

export default function ({ data: [data], parentElement }) {
  const [address, button, status] = [".address", "button", "[role=status]"].map((s) => parentElement.querySelector(s));
  address.textContent = data.text;
  button.textContent = data.label;
  button.hidden = false;
  button.onclick = async () => {
    if (!(await copied(data.text, address))) return;
    status.textContent = data.done;
    setTimeout(() => { status.textContent = ""; }, SAID);
  };
}

async function copied(text, address) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelecting(text, address);
  }
}

function copiedBySelecting(text, address) {
  const field = document.createElement("textarea");
  field.value = text;
  address.parentNode.append(field);
  field.select();
  const worked = document.execCommand("copy");
  field.remove();
  return worked;
}
