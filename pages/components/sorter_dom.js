// Making nodes. Text only ever enters as text: what people wrote is data.

/** `make("button", { class: "quiet", click: act }, "Label")`: functions become listeners, the rest attributes. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else setAttribute(node, name, value);
  }
  node.append(...children);
  return node;
}

function setAttribute(node, name, value) {
  if (value === false || value === null || value === undefined) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

/** A button with its label and, where there is one, the key that does the same. */
function labelled(label, key, attributes) {
  const hint = key ? [make("kbd", { "aria-hidden": "true" }, key)] : [];
  return make("button", { type: "button", "aria-keyshortcuts": key || null, ...attributes },
    make("span", {}, label), ...hint);
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The plural form for n. `forms` holds one sentence for each of some sample numbers. */
function plural(forms, n, language) {
  const rules = new Intl.PluralRules(language);
  const samples = Object.keys(forms);
  const alike = samples.find((sample) => rules.select(Number(sample)) === rules.select(n));
  return filled(forms[alike ?? samples.at(-1)], { n: n.toLocaleString(language) });
}

/**
 * Brings `nodes` into this order inside `parent` without ever moving `anchor`: a node that is moved loses the focus
 * and what is being typed in it.
 */
function arrange(parent, nodes, anchor) {
  const staying = new Set(nodes);
  for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
  const middle = Math.max(nodes.indexOf(anchor), 0);
  if (nodes.length && nodes[middle].parentNode !== parent) parent.append(nodes[middle]);
  for (let i = middle - 1; i >= 0; i--) {
    if (nodes[i + 1].previousElementSibling !== nodes[i]) parent.insertBefore(nodes[i], nodes[i + 1]);
  }
  for (let i = middle + 1; i < nodes.length; i++) {
    if (nodes[i - 1].nextElementSibling !== nodes[i]) nodes[i - 1].after(nodes[i]);
  }
}
