// Looking back and ahead: the projects over time, how the evening was rated, and when people meet again.

function overview(node, block, stage) {
  const sheet = sheetOf(node);
  keyed(sheet, block.rows, () => element("article", "whole overview-row"), (row, each) => {
    say(part(row, "span.overview-number"), each.number);
    say(part(row, "p.overview-title"), each.title);
    const foot = part(row, "p.overview-foot");
    say(part(foot, "span.overview-when"), each.when);
    drawSign(part(foot, "span.sign"), each.sign);
  });
  const chart = part(node, "div.chart");
  chart.hidden = !block.chart;
  stage.fitting = () => {
    stage.pager.fit(sheet, [{ sizes: UP_TO(2.7), wide: 1000 }]);
    if (block.chart) drawSpoken(chart, block.chart);
  };
}

// What is drawn is also said, for those who do not see it.
function drawSpoken(node, chart) {
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", chart.text);
  drawChart(node, chart);
}

// Statements with their bars first, then the open answers on pages of their own.
function ratings(node, block, stage) {
  say(part(node, "p.empty"), block.empty);
  say(part(node, "p.why-few"), block.why_few);
  const head = part(node, "div.bars-head");
  head.hidden = !block.rows.some((row) => row.figure);
  drawLegend(part(head, "div.legend"), block.legend);
  keyed(part(head, "div.heads"), block.columns.map((label, id) => ({ id, label })),
    () => element("span", "head"), (each, item) => say(each, item.label));
  const sheet = sheetOf(node);
  keyed(sheet, inOneFlow(block), (item) => element(item.made, item.name), (each, item) => item.draw(each, item));
  stage.turned = (page) => head.classList.toggle("away", page >= firstAnswersPage(sheet));
  stage.fitting = () => {
    stage.pager.fit(sheet, [{ sizes: [2.7, 2.5, 2.3, 2.1], wide: 1000 }], { first: 2 * TURN });
    block.rows.forEach((row) => row.figure && drawRating(node, row, block.script));
  };
}

// What the colours mean is said only where there are bars.
function firstAnswersPage(sheet) {
  const heading = sheet.querySelector(".answers-of");
  const left = heading ? heading.getBoundingClientRect().left - sheet.getBoundingClientRect().left : Infinity;
  return Math.floor((left + 1) / pageWidth(sheet)) + 1;
}

function inOneFlow(block) {
  const words = (node, item) => say(node, item.text);
  const rows = block.rows.map((row) =>
    ({ ...row, id: `row ${row.id}`, made: "article", name: "whole rating", draw: rating }));
  const answers = block.questions.flatMap((question) => [
    { id: `question ${question.id}`, text: question.text, made: "h2", name: "theme answers-of", draw: words },
    ...question.answers.map((answer) => ({ ...answer, made: "div", name: "whole card answer", draw: words })),
  ]);
  return [...rows, ...answers];
}

function rating(node, row) {
  node.dataset.row = row.id;
  const head = part(node, "p.rating-head");
  say(part(head, "span.rating-text"), row.text);
  say(part(head, "span.rating-counts"), row.counts);
  const chart = part(node, "div.rating-chart");
  chart.classList.add("chart");
  chart.hidden = !row.figure;
  say(part(node, "p.few"), row.few);
  keyed(part(node, "div.values"), row.values.map((value, id) => ({ id, value })), () => element("span", "value"),
    (value, each) => say(value, each.value));
}

function drawRating(node, row, script) {
  const chart = node.querySelector(`[data-row="row ${row.id}"] .rating-chart`);
  drawSpoken(chart, { figure: row.figure, script, text: row.spoken });
}

// When and where people meet again.
function next(node, block) {
  say(part(node, "p.next-label"), block.label);
  say(part(node, "p.next-words"), block.text);
}

// The way to the summary.
function door(node, block) {
  drawPicture(part(node, "img.picture"), block);
  drawQr(part(node, "div.door-qr"), block.qr);
  say(part(node, "p.door-summary"), block.text);
  say(part(node, "p.door-address"), block.address);
}
