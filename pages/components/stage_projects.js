// Small projects: all side by side, one in three columns, and what was said of it.

// So many side by side are read best.
const BESIDE = [1, 1, 2, 3, 2, 3, 3, 4, 4, 3, 4, 4, 4];

// Each keeps its place while texts come in, as long as all of them have room; then they are turned page by page.
function cards(node, block, stage) {
  say(part(node, "h2.cards-heading"), block.heading);
  const sheet = sheetOf(node);
  keyed(sheet, block.cards, () => element("article", "whole project"), projectCard);
  const many = block.cards.length;
  const isNarrow = node.closest("[data-layout='beside']");
  const grid = isNarrow ? 1 + (many > 4) : BESIDE[many] || 4;
  const placed = (sizes) => ({ sizes, wide: 1, grid });
  const flowing = (sizes) => ({ sizes, wide: 15 });
  const large = (most) => UP_TO(most).filter((size) => size > 1.7);
  // Beside the code there is less room: before the type becomes small, cards give up their places.
  const beside = [placed(large(2.7)), flowing(large(2.1))];
  stage.fitting = () => stage.pager.fit(sheet, [
    ...(isNarrow ? beside : []), placed(UP_TO(2.7)), flowing([1.5]),
  ]);
}

function projectCard(node, item) {
  const head = part(node, "div.project-head");
  say(part(head, "h2.project-title"), item.title);
  drawSign(part(head, "span.sign"), item.foot ? null : item.sign);
  keyed(part(node, "div.lines"), item.lines, () => element("div", "line"), drawLine);
  const foot = part(node, "div.foot");
  foot.hidden = !item.foot;
  say(part(foot, "span.foot-text"), item.foot);
  drawSign(part(foot, "span.sign"), item.foot ? item.sign : null);
}

function drawLine(node, line) {
  const head = part(node, "p.line-head");
  say(part(head, "span.line-label"), line.label);
  drawSign(part(head, "span.sign"), line.sign);
  head.hidden = !line.label;
  node.classList.toggle("short", !line.note);
  const body = part(node, "p.line-body");
  say(part(body, "span.line-note"), line.note);
  say(part(body, "span.line-text"), line.text);
}

// A sign has words, and a shape that goes with them.
function drawSign(node, sign) {
  node.dataset.look = sign ? sign.look : "";
  say(node, sign && sign.text);
}

// The texts as large as they go; of the proposals under them as many as there is room for.
function columns(node, block, stage) {
  keyed(part(node, "div.columns-row"), block.columns, () => element("div", "column"), column);
  keyed(part(node, "div.facts"), block.facts, () => element("div", "fact"), (fact, each) => {
    say(part(fact, "p.fact-label"), each.label);
    say(part(fact, "p.fact-text"), each.text);
  });
  stage.fitting = () => { stage.pager.stop(); fitTheColumns(node, block); };
}

function column(node, item) {
  say(part(node, "h2.column-label"), item.label);
  say(part(node, "p.column-text"), item.text);
  say(part(node, "p.column-empty"), item.empty);
  keyed(part(node, "div.days"), item.days, () => element("p", "day"), withMore);
  say(part(node, "p.lines-label"), item.lines_label);
  keyed(part(node, "div.proposals"), item.lines, () => element("p", "proposal"), withMore);
  part(node, "p.rest");
}

function withMore(node, item) {
  say(part(node, "span.with-more"), item.text);
  say(part(node, "span.more"), item.more);
}

function fitTheColumns(node, block) {
  const isInside = () => node.scrollHeight <= node.clientHeight + 1;
  const facts = node.querySelector(".facts");
  const tries = [[5, 2.7], [3, 2.5], [2, 2.1], [1, 1.8], [1, 1.5], [0, 1.5], [0, 1.5, "no facts"],
    [0, 1.5, "no facts", "low title"]];
  tries.some(([most, least, without, tight]) => {
    showProposals(node, block, most);
    facts.hidden = !block.facts.length || Boolean(without);
    node.classList.toggle("tight", Boolean(tight));
    return UP_TO(3.8).filter((size) => size >= least).some((size) => {
      node.style.setProperty("--size", size);
      return isInside();
    });
  });
}

function showProposals(node, block, most) {
  [...node.querySelectorAll(".column")].forEach((each, place) => {
    const { lines, hidden, lines_label: label } = block.columns[place];
    [...each.querySelectorAll(".proposal")].forEach((line, n) => { line.hidden = n >= most; });
    const left = Math.max(0, lines.length - most) + hidden;
    say(part(each, "p.lines-label"), most || !left ? label : `${label} +${left}`);
    say(part(each, "p.rest"), most && left ? `+${left}` : "");
  });
}

// What the room said of a project: asked, or with its numbers.
function verdict(node, block) {
  const words = part(node, "p.verdict-words");
  drawSign(words, { text: block.text, look: block.look });
  say(part(node, "p.verdict-how"), block.how);
  const parts = block.parts || [];
  const said = part(node, "div.verdict-said");
  said.hidden = !parts.length;
  keyed(part(said, "div.bar"), parts, () => element("div", "stretch"), drawStretch);
  keyed(part(said, "div.verdict-numbers"), parts, () => element("span", "key"), (key, each) => {
    part(key, "i.swatch").dataset.look = each.look;
    say(part(key, "span.key-label"), `${each.label} ${each.text}`);
  });
}
