// Which key does what. Letters are the same in every language; a keyboard that writes other letters counts by place.

const PAGE = 10;
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
const VERB_OF = Object.fromEntries(Object.entries(ACTIONS).map(([action, key]) => [key, action]));
const OTHERS = {
  " ": (sorter) => sorter.tick(sorter.current),
  Enter: (sorter) => sorter.chooseTarget(),
  Escape: (sorter) => sorter.escape(),
  "/": (sorter) => sorter.frame.filter.focus(),
  "?": (sorter) => sorter.showKeys(),
  n: (sorter) => sorter.jump("undone"),
  p: (sorter) => sorter.toggleCover(),
};
const WHILE_MERGING = new Set(["Enter", "Escape", "/", "?", "p"]);

function pressed(sorter, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.matches("input, textarea, select")) return;
  const key = keyOf(event);
  if (event.target.closest("button") && (key === "Enter" || key === " ")) return;
  const act = actionOf(key, event);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act(sorter);
}

function keyOf({ key, code, shiftKey }) {
  const isForeignLetter = key.length === 1 && key > "\u007f" && /^Key[A-Z]$/.test(code);
  const plain = isForeignLetter ? code.slice(3) : key;
  return plain.length === 1 && !shiftKey ? plain.toLowerCase() : plain;
}

/** A key that is held down moves on; it never hides one idea after another. */
function actionOf(key, { repeat }) {
  if (key in STEPS) return (sorter) => sorter.move(STEPS[key]);
  if (repeat) return null;
  if (key in OTHERS) return (sorter) => unlessMerging(sorter, key, OTHERS[key]);
  if (key in VERB_OF) return (sorter) => unlessMerging(sorter, key, () => sorter.act(VERB_OF[key]));
  if (/^[0-9]$/.test(key)) return (sorter) => unlessMerging(sorter, key, () => sorter.giveNumberedTheme(Number(key)));
  return null;
}

function unlessMerging(sorter, key, act) {
  if (sorter.merging && !WHILE_MERGING.has(key)) sorter.say(sorter.words.merge_note);
  else act(sorter);
}
