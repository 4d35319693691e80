// The stage: one picture over the whole window, drawn from data, kept fresh by the link.
// Parts: stage_nodes.js, stage_link.js, stage_pages.js, stage_bars.js, stage_charts.js, stage_projects.js,
// stage_reviews.js, stage_blocks.js; Python joins them into one module.

const stages = new WeakMap();
// Milliseconds for which a countdown that has ended still says so.
const OVER_IS_SAID = 30000;

export default function ({ parentElement }) {
  const stage = stages.get(parentElement) || newStage(parentElement);
  return onceGone(parentElement, stage.end);
}

function newStage(parent) {
  const root = parent.querySelector(".stage");
  const stage = { root, data: null, clock: null, turned: () => {} };
  stage.pager = pager((page, pages) => drawPage(stage, page, pages));
  stage.link = link((version) => stage.ask(version), (lost) => sayLost(stage, lost));
  stage.draw = (data) => { stage.data = data; setClock(stage); draw(stage); };
  const redraw = () => {
    stage.pager.forget();
    if (stage.data) draw(stage);
  };
  const take = () => window.asukasiltaScreen && drawScreen(stage, window.asukasiltaScreen);
  const ticking = setInterval(() => drawClock(stage), 250);
  addEventListener("asukasilta-screen", take);
  addEventListener("resize", redraw);
  document.fonts.addEventListener("loadingdone", redraw);
  stage.end = () => {
    stage.link.end();
    stage.pager.stop();
    clearInterval(ticking);
    removeEventListener("asukasilta-screen", take);
    removeEventListener("resize", redraw);
    document.fonts.removeEventListener("loadingdone", redraw);
    stages.delete(parent);
  };
  stages.set(parent, stage);
  toTheFront(root);
  take();
  return stage;
}

// What stage_feed.js has been given.
function drawScreen(stage, { data, ask }) {
  stage.ask = ask;
  stage.draw(data);
  stage.link.drew(data.stream, data.version);
}

// The top layer: over everything else in the window, whatever stands around us.
function toTheFront(root) {
  if (!root.showPopover) return;
  root.popover = "manual";
  if (!root.matches(":popover-open")) root.showPopover();
}

const slot = (root, name) => root.querySelector(`.${name}`);

function draw(stage) {
  const { root, data } = stage;
  setTheRoom(root, data);
  drawFrame(root, data);
  drawClock(stage);
  if (data.plotly) plotlyFrom(data.plotly).catch(() => {});
  stage.fitting = () => stage.pager.stop();
  stage.turned = () => {};
  const blocks = data.blocks.filter((block) => BLOCKS[block.type]);
  const items = blocks.map((block, place) => ({ id: `${data.screen} ${block.type} ${place}`, block }));
  keyed(slot(root, "blocks"), items, ({ block }) => element("section", `block ${block.type}`),
    (node, { block }) => BLOCKS[block.type](node, block, stage));
  stage.fitting();
  fitTheSide(root);
}

// As large as two lines allow, or three in smaller type.
function fitTheTitle(title) {
  const most = title.closest("[data-layout='join']") ? 3.4 : 4;
  [most, 3, 2.6, 2.3, 2, 1.65].some((size) => {
    title.style.setProperty("--size", size);
    return title.offsetHeight <= (size > 2 ? 2.5 : 3.6) * size * unit();
  });
}

// Beside the QR: the roomiest of three settings in which everything is inside.
function fitTheSide(root) {
  const blocks = slot(root, "blocks");
  if (root.dataset.layout !== "join") return;
  [0, 1, 2].some((tightness) => {
    root.dataset.fit = tightness;
    return blocks.scrollHeight <= blocks.clientHeight;
  });
}

// The document says its language too, or the browser offers the room a translation.
function setTheRoom(root, data) {
  root.lang = document.documentElement.lang = data.lang;
  root.dir = data.dir;
  delete root.dataset.fit;
  Object.assign(root.dataset, { mode: data.mode, layout: data.layout, screen: data.screen });
}

function drawFrame(root, data) {
  drawQr(slot(root, "poster"), data.poster);
  say(slot(root, "kicker"), data.kicker);
  const corner = slot(root, "corner");
  corner.hidden = !data.corner;
  drawQr(slot(root, "corner-qr"), data.corner && data.corner.qr);
  say(slot(root, "corner-address"), data.corner && data.corner.address);
  say(slot(root, "corner-code"), data.corner && data.corner.code);
  say(slot(root, "counts"), data.counts);
  say(slot(root, "held"), data.mode === "held" ? data.words.held : "");
  slot(root, "lost").textContent = data.words.lost;
  fitTheTitle(say(slot(root, "title"), data.title));
}

function drawPage(stage, page, pages) {
  const words = pages > 1 ? stage.data.words.page : "";
  say(slot(stage.root, "page"), words.replace("{page}", page).replace("{pages}", pages));
  stage.turned(page);
}

function sayLost(stage, lost) {
  const node = slot(stage.root, "lost");
  if (node.hidden === !lost) return;
  node.hidden = !lost;
  if (stage.data) draw(stage);
}

// Seconds left are counted here, from the server's own idea of now.
function setClock(stage) {
  const { clock, now } = stage.data;
  stage.clock = clock && { ...clock, ends: performance.now() + (clock.ends_at - now) * 1000 };
}

function drawClock({ root, clock }) {
  const node = slot(root, "clock");
  node.hidden = !clock || performance.now() > clock.ends + OVER_IS_SAID;
  if (node.hidden) return;
  const left = Math.max(0, Math.ceil((clock.ends - performance.now()) / 1000));
  say(slot(root, "clock-label"), left ? clock.label : clock.over);
  say(slot(root, "clock-time"), `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
  node.classList.toggle("soon", left <= 10);
}
