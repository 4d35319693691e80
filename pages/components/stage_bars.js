// The result's bars: the ranked rows first and always seen, then the rest.

function bars(node, block, stage) {
  node.style.setProperty("--values", block.columns.length);
  node.classList.toggle("parted", block.rows.some((row) => row.parts.length > 1));
  const head = part(node, "div.bars-head");
  drawLegend(part(head, "div.legend"), block.legend);
  drawHead(part(head, "div.heads"), block.columns);
  const parts = barsParts(node);
  const foot = part(node, "div.bars-foot");
  say(part(foot, "p.rule"), block.rule);
  say(part(foot, "p.channels"), block.channels);
  stage.fitting = () => fitTheBars(stage.pager, node, block, parts);
}

// The rest is turned page by page only if it must be, and then under the ranked rows: the room looks at the winners.
// Before that, options that nobody chose become one paragraph.
function fitTheBars(pager, node, block, parts) {
  const ranked = block.rows.filter((row) => row.rank);
  const others = block.rows.filter((row) => !row.rank);
  const onePage = [{ sizes: UP_TO(3.2), wide: 1000, whole: node }];
  keyed(parts.pinned, ranked, () => element("div", "bar-row"), drawRow);
  pinAbove(node, parts);
  const isWhole = [others, withoutZeros(others, block.zeros)].some((rows) => {
    drawRest(parts.rest, rows);
    return pager.fits(parts.sheet, onePage);
  });
  if (isWhole) return pager.fit(parts.sheet, onePage);
  node.style.setProperty("--size", 1.65);
  const isPinned = pinAsLargeAsMayBe(parts);
  return pager.fit(parts.sheet, [{ sizes: [1.65], wide: 1000, whole: node }], { first: isPinned ? TURN : 2 * TURN });
}

function barsParts(node) {
  const pinned = node.querySelector(".pinned") || part(node, "div.pinned");
  const sheet = sheetOf(node);
  return { pinned, sheet, rest: part(sheet, "div.others") };
}

function pinAbove(node, { pinned, sheet }) {
  if (pinned.parentNode !== node) node.insertBefore(pinned, sheet.parentNode);
  pinned.style.removeProperty("--size");
  node.classList.remove("paged");
}

// At most three fifths of the height are theirs, or three quarters in the least type. More winners than that go with
// the others, on a first page that stands longer.
function pinAsLargeAsMayBe({ pinned, sheet }) {
  const node = pinned.parentNode;
  const height = pinned.offsetHeight + sheet.parentNode.offsetHeight;
  node.classList.toggle("paged", pinned.children.length > 0);
  const isPinned = UP_TO(2.5).some((size) => {
    pinned.style.setProperty("--size", size);
    return pinned.offsetHeight <= (size > 1.65 ? 0.6 : 0.75) * height;
  });
  if (isPinned) return true;
  pinAbove(node, { pinned, sheet });
  sheet.prepend(pinned);
  return false;
}

function withoutZeros(rows, title) {
  const zeros = rows.filter((row) => row.zero);
  const others = rows.filter((row) => !row.zero);
  return zeros.length ? [...others, { id: "zeros", title, zeros }] : others;
}

function drawRest(rest, rows) {
  keyed(rest, rows, (row) => element(row.zeros ? "p" : "div", row.zeros ? "zeros" : "bar-row"),
    (node, row) => (row.zeros ? drawZeros(node, row) : drawRow(node, row)));
}

function drawZeros(node, { title, zeros }) {
  say(part(node, "span.zeros-title"), title);
  keyed(part(node, "span.zero-list"), zeros, () => element("span", "zero"),
    (words, row) => say(words, [row.number, row.text].filter(Boolean).join(" ")));
}

function drawLegend(node, legend) {
  keyed(node, legend.map((each, id) => ({ ...each, id })), () => element("span", "key"), (key, each) => {
    part(key, "i.swatch").dataset.look = each.look;
    say(part(key, "span.key-label"), each.label);
  });
}

function drawHead(node, columns) {
  keyed(node, columns.map((each, id) => ({ ...each, id })), () => element("span", "head"), (head, each) => {
    const swatch = part(head, "i.swatch");
    swatch.hidden = !each.look;
    swatch.dataset.look = each.look || "";
    say(part(head, "span.head-label"), each.label);
  });
}

function drawRow(node, row) {
  node.classList.add("whole");
  node.classList.toggle("top", row.rank !== "");
  const place = part(node, "p.place");
  say(part(place, "span.rank"), row.rank);
  say(part(place, "span.tie"), row.tie);
  const label = part(node, "p.label");
  say(part(label, "span.number"), row.number);
  say(part(label, "span.label-text"), row.text);
  keyed(part(node, "div.bar"), row.parts, () => element("div", "stretch"), drawStretch);
  keyed(part(node, "div.values"), row.values.map((value, id) => ({ id, value })), () => element("span", "value"),
    (value, each) => say(value, each.value));
}

// A stretch too short for its number leaves it to the columns beside, or to the legend.
function drawStretch(node, stretch) {
  node.dataset.look = stretch.look;
  node.style.width = `${stretch.share * 100}%`;
  say(part(node, "span.chip"), stretch.share >= 0.07 ? stretch.text : "");
}
