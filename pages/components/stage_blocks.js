// One function for each kind of block: draws it into its node, again and again. A block nobody knows is left out.
// Lists that may be too long hand over how they are fitted, which is done when everything around them has its place.

const BLOCKS = {
  join, text, big, note, progress, taps, wall, options, bars, cards, columns, verdict, overview, ratings, next, door,
};

// Type sizes in units, largest first: 1.5 is the least that is read from the back row.
const SIZES = [4.2, 3.8, 3.5, 3.2, 2.9, 2.7, 2.5, 2.3, 2.1, 1.95, 1.8, 1.65, 1.5];
const UP_TO = (most) => SIZES.filter((size) => size <= most);

// The QR itself stands in the frame, as large as the canvas allows.
function join(node, block) {
  say(part(node, "p.join-how"), block.how);
  say(part(node, "p.join-address"), block.address);
  say(part(node, "p.join-code-label"), block.code_label);
  say(part(node, "p.join-code"), block.code);
}

function text(node, block, stage) {
  const sheet = sheetOf(node);
  keyed(sheet, block.paragraphs.map((p, id) => ({ id, p })), () => element("p", "paragraph"), (n, i) => say(n, i.p));
  drawPicture(part(node, "img.picture"), block);
  stage.fitting = () => stage.pager.fit(sheet, [{ sizes: UP_TO(3.5), wide: 1000 }]);
}

function drawPicture(node, block) {
  node.hidden = !block.picture;
  if (!block.picture) return;
  if (node.getAttribute("src") !== block.picture) node.src = block.picture;
  node.alt = block.picture_text || "";
}

function big(node, block) {
  say(part(node, "p.big-value"), block.value);
  say(part(node, "p.big-label"), block.label);
}

function note(node, block) {
  say(part(node, "p.words"), block.text);
}

function progress(node, block) {
  say(part(node, "p.progress-label"), block.label);
  const share = block.of ? Math.min(1, block.done / block.of) : 0;
  part(part(node, "div.track"), "div.fill").style.transform = `scaleX(${share})`;
}

function taps(node, block) {
  say(part(node, "h2.question"), block.question);
  const most = Math.max(1, ...block.choices.map((choice) => choice.value));
  keyed(part(node, "div.tap-rows"), block.choices, () => element("div", "tap"), (row, choice) => {
    say(part(row, "p.tap-label"), choice.label);
    part(part(row, "div.track"), "div.fill").style.transform = `scaleX(${choice.value / most})`;
    say(part(row, "p.tap-value"), choice.text);
  });
}

function wall(node, block, stage) {
  say(part(node, "p.empty"), block.empty);
  const ideas = block.groups.flatMap((group) => group.ideas);
  const latest = part(node, "p.latest");
  const sheet = sheetOf(node);
  node.classList.toggle("none", ideas.length === 0);
  const first = !node.dataset.seen;
  keyed(sheet, inOneList(block.groups), (item) => element(item.theme ? "h2" : "div", item.theme ? "theme" : "card"),
    (item_node, item) => (item.theme ? say(item_node, item.theme) : card(item_node, item)))
    .forEach((made) => !first && made.classList.add("fresh"));
  node.dataset.seen = "yes";
  stage.fitting = () => fitTheWall(stage.pager, sheet, latest, block, ideas);
}

function fitTheWall(pager, sheet, latest, block, ideas) {
  const longest = Math.max(0, ...ideas.map((idea) => idea.text.length));
  const forms = [
    { sizes: SIZES.filter((size) => size > 1.9), wide: columnFor(ideas, 40) },
    { sizes: SIZES, wide: columnFor(ideas, 26) },
  ];
  latest.hidden = true;
  latest.dataset.length = lengthOf("x".repeat(longest));
  if (pager.fit(sheet, forms) === 1) return;
  drawLatest(latest, block, ideas);
  pager.fit(sheet, forms.slice(-1).map((form) => ({ ...form, sizes: form.sizes.slice(-1) })));
}

// A column as wide as the longest word, in multiples of the type size. Where that would make the type small, a word
// that is longer than most Finnish ones breaks, or the wall would have few columns and many pages.
function columnFor(ideas, mostLetters) {
  const words = ideas.flatMap((idea) => idea.text.split(/\s+/));
  return Math.max(13, 2 + 0.5 * Math.min(mostLetters, Math.max(0, ...words.map((word) => word.length))));
}

// On a wall of several pages the newest idea stands above them until a newer one comes.
function drawLatest(node, block, ideas) {
  const idea = ideas.find((each) => each.id === block.latest);
  if (!idea) return;
  node.hidden = false;
  say(part(node, "span.latest-label"), block.latest_label);
  keyed(part(node, "span.latest-box"), [idea], () => element("span", "latest-text"),
    (words, each) => { say(words, each.text).dataset.length = lengthOf(each.text); });
}

function inOneList(groups) {
  return groups.flatMap((group) => [
    ...(group.title ? [{ id: `theme ${group.id}`, theme: group.title }] : []),
    ...group.ideas,
  ]);
}

function card(node, idea) {
  node.classList.add("whole");
  say(part(node, "span.card-text"), idea.text);
  say(part(node, "span.more"), idea.more);
}

function options(node, block, stage) {
  const sheet = sheetOf(node);
  keyed(sheet, block.options, () => element("div", "option"), (row, option) => {
    row.classList.add("whole");
    row.classList.toggle("bare", !option.mark);
    say(part(row, "span.option-mark"), option.mark);
    say(part(row, "span.option-text"), option.text);
  });
  stage.fitting = () => stage.pager.fit(sheet, [{ sizes: UP_TO(3.5), wide: 20 }]);
}

function sheetOf(node) {
  return part(part(node, "div.pages"), "div.sheet");
}

// What about fits one line, two lines, or more.
function lengthOf(words) {
  if (words.length < 55) return "short";
  return words.length < 120 ? "middle" : "long";
}
