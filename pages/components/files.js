// Fetches a file at a press. The desk stays where it is, and what is refused is said beside the links.

const KEPT = 60_000;
/** Milliseconds that a browser may take to save what it was handed. */
const STILL = 30;
/** Pixels that a hand may move while it presses; one that moves further has changed its mind. */

export default function ({ data: [data], parentElement }) {
  const [list, status, trouble] = ["ul", "[role=status]", "[role=alert]"].map((s) => parentElement.querySelector(s));
  while (list.children.length > data.files.length) list.lastChild.remove();
  data.files.forEach((file, n) => draw(list.children[n] ?? list.appendChild(newPlace()), file));
  for (const link of list.querySelectorAll("a")) {
    link.onclick = async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.ariaBusy === "true" || wentAway(link, event)) return;
      link.ariaBusy = "true";
      [status.textContent, trouble.textContent] = [data.words.making, ""];
      trouble.textContent = await take(link.href, data.words);
      [status.textContent, link.ariaBusy] = ["", "false"];
    };
  }
}

/** Kept from drawing to drawing: a link that were replaced under a finger would lose its press, and so would one that
 * a hand that is not quite still drags away. What is pressed keeps the pointer though the page moves meanwhile. */
function newPlace() {
  const [place, link] = [document.createElement("li"), document.createElement("a")];
  link.draggable = false;
  link.onpointerdown = (event) => {
    link.setPointerCapture(event.pointerId);
    link.pressedAt = [event.clientX, event.clientY];
  };
  place.append(link, document.createElement("small"));
  return place;
}

function draw(place, { label, address, what, private: isPrivate }) {
  const [link, below] = place.children;
  if (link.textContent !== label) link.textContent = label;
  link.href = address;
  link.className = isPrivate ? "private" : "";
  below.textContent = what;
  below.hidden = !what;
}

/** A press by keyboard has no place. */
function wentAway(link, { clientX, clientY }) {
  const from = link.pressedAt;
  delete link.pressedAt;
  return from && Math.hypot(clientX - from[0], clientY - from[1]) > STILL;
}

/** What was refused, in words; nothing where the file has come. */
async function take(address, words) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    if (!answer.ok || !name) return (await answer.json()).text ?? words.none;
    save(await answer.blob(), name);
    return "";
  } catch {
    return words.none;
  }
}

function save(content, name) {
  const link = document.createElement("a");
  [link.href, link.download] = [URL.createObjectURL(content), name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
