// Nodes: found again by their class or key, never rebuilt, so that nothing blinks and transitions run.

const SVG = "http://www.w3.org/2000/svg";

// The child `tag.class` of this parent, made at its end if it is not there yet.
function part(parent, selector) {
  const [tag, name] = selector.split(".");
  const found = [...parent.children].find((child) => child.classList.contains(name));
  return found || parent.appendChild(element(tag, name));
}

function element(tag, name) {
  const node = document.createElement(tag);
  node.className = name;
  return node;
}

// People's words come here, and only as text. Nothing to say hides the node.
function say(node, text) {
  const words = text === null || text === undefined ? "" : String(text);
  if (node.textContent !== words) node.textContent = words;
  node.hidden = words === "";
  return node;
}

// Children of `parent` for these items, in their order; `item.id` finds a child again. Returns the new ones.
function keyed(parent, items, make, update) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(items.map((item) => String(item.id)));
  before.forEach((child, key) => wanted.has(key) || child.remove());
  const made = [];
  items.forEach((item, place) => {
    const key = String(item.id);
    const node = before.get(key) || make(item);
    if (!before.has(key)) made.push(node);
    node.dataset.key = key;
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] || null);
    update(node, item);
  });
  return made;
}

// A QR code is one path in a box of `size` × `size`, with its quiet zone.
function drawQr(holder, qr) {
  holder.hidden = !qr;
  if (!qr || holder.dataset.path === qr.path) return;
  const svg = shape(qr.path, qr.size);
  svg.setAttribute("shape-rendering", "crispEdges");
  holder.replaceChildren(svg);
  holder.dataset.path = qr.path;
}

function shape(outline, size) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outline);
  svg.appendChild(path);
  return svg;
}
