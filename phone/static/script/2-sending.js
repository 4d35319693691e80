// The outbox: what was sent waits here until the server has said that it is saved, over reloads too.
// An item: name (a newer one of the same name takes its place), key, text, step, to, body, done, gone, draft (where its
// text goes if it is refused), form (whose fields it has), words (what was written into them), then ("main" or "board":
// what is looked at anew afterwards), stamp (since it has left the phone, the same at every try).
// "over": the stamps of items that may still be under way somewhere though nothing waits for them any more. What is sent
// next names them, so that a late copy takes the place of nothing newer.
// `gave`: the steps that something was saved in since the page was loaded; `saves`: how often.
const outbox = () => kept("outbox") || [], over = () => kept("over") || [];
const gave = {};
let sending = false, tries = 0, again = 0, saves = 0;

function send(item) {
  keep("outbox", outbox().filter(other => other.name !== item.name || isOver(other)).concat(item));
  refused(null);
  deliver();
}
// It leaves the outbox, and may have left the phone.
function isOver(item) {
  if (item.stamp) keep("over", over().concat(item.stamp).slice(-5));
}
// The first one leaves, or all.
function leaving(all) {
  const items = outbox();
  items.forEach((item, place) => { if (all || !place) item.stamp = item.stamp || newKey(); });
  keep("outbox", items);
  return items;
}
const formOf = item => item.of || item.name;
const carried = item => item.body + "&stamp=" + item.stamp + "&over=" + over().join(".");

function deliver() {
  const first = outbox()[0];
  clearTimeout(again);
  if (!first && one("#own .waiting")) look(true); // another tab has sent it
  if (sending || !first) return;
  sending = true;
  const item = leaving()[0];
  ask("POST", item.to, carried(item), { Accept: "application/json" }, (status, text) => {
    let answer = {};
    sending = false;
    try { answer = JSON.parse(text) || {}; } catch (page) { /* not our server's word */ }
    const no = answer.refused && status < 500 && status !== 429;
    // A server that does not know the workshop may have been started on another folder; who is unknown joins first.
    if (!answer.saved && (!no || answer.refused === "no_such_workshop")) return later();
    if (answer.refused === "join_first") return atDoor();
    tries = 0;
    lineIsBack("offline");
    if (first.stamp) isOver(item); // there are copies
    keep("outbox", outbox().filter(other => other.stamp !== item.stamp));
    if (answer.refused === "deleted") {
      forget();
      return location.replace(base);
    }
    // A page of its own is not looked at anew by itself.
    if (answer.refused === "asked_anew" && !main().hasAttribute("data-version")) return location.reload();
    if (answer.saved) saved(item, answer.said);
    else returned(item, answer.text, answer.refused === "late");
    deliver();
  });
}

// Nobody knows this phone: it comes in first, and what waits comes along.
function atDoor() {
  if (joinedHere) location.replace(base + "?joined=1");
  else if (!main().hasAttribute("data-version")) location.replace(base);
  else if (step()) look(true);
}

function later() {
  line(words("offline"));
  tries += 1;
  again = setTimeout(deliver, jitter(Math.min(15000, 500 * Math.pow(2, tries))));
}

function saved(item, told) {
  const row = one("#own-" + item.key), said = one("[data-said]");
  gave[item.step] = true;
  saves += 1;
  if (item.form) settled(item);
  if (item.then) after(item);
  else if (one("[data-live=yours] *") && main().hasAttribute("data-version")) { // a role that was given may have been laid down with it
    main().setAttribute("data-version", "");
    look();
  }
  if (row && item.gone) gone(row);
  else if (row) row.classList.remove("waiting");
  refused(null);
  if (item.text && !refusal) line(words("saved"), 3);
  if (!said || item.then || item.step !== step() || outbox().some(other => formOf(other) === formOf(item))) return;
  if (!item.key && !item.of && item.name !== nameOf(said.closest("form"))) return; // said of another form
  if (item.done) one("form[data-send]").setAttribute("data-done", "1");
  if (settling || item.coded && kept(item.of)) return; // something newer is chosen, and not saved yet
  if (item.sealed) seal(one("form[data-send]"), true);
  said.classList.toggle("good", !!item.done);
  said.textContent = told || said.getAttribute(item.done ? "data-done" : "data-saved");
}

// Refused: nothing is lost, it goes back to where it came from, with the reason; or stands beside it where something
// else is being written by now, or the form is gone.
function returned(item, why, late) {
  const row = one("#own-" + item.key), field = typed(), said = one("[data-said]");
  const home = item.text && field && !field.value && item.step === step(), words = item.text ? [item.text] : item.words;
  if (row && item.gone) row.classList.remove("waiting");
  else if (row) {
    row.remove();
    one("#own").hidden = !one("#own li");
  }
  if (said && !item.then) said.textContent = "";
  if (home) {
    field.value = item.text;
    keep(draftOf(field), item.text);
  }
  if (field) count(field);
  refused(why, home || item.words && !late ? [] : words, late);
  look(item.then || (item.form && !item.itself));
  if (item.then) watchBoard(true);
}

// It stays on the screen on which it came; texts that have no other place any more stand with it until it is closed, on
// the screens that follow too, and after a reload. `of`: why they came back, which is said again as soon as what was
// refused after them is settled.
let refusal = null;
function refused(why, texts, late) {
  const place = one("[data-live=notices]"), before = refusal && refusal.texts || [];
  const of = before.length && !(texts || "").length ? refusal.of || refusal.why : why, said = why || of;
  if (!why && before.length && refusal.why === of) return;
  const more = (texts || []).filter(text => before.indexOf(text) < 0);
  refusal = said && { why: said, of: of, texts: before.concat(more), late: late, step: step() };
  keep("returned", refusal && refusal.texts.length ? refusal : null);
  if (why && says("saved")) line("");
  if (!refusal && place) place.innerHTML = "";
  notice();
  if (why && place) place.scrollIntoView();
}
function closed() {
  refusal = null;
  refused(null);
}
function notice() {
  const place = one("[data-live=notices]");
  if (!place || !refusal) return;
  if (refusal.step !== step()) {
    if (!refusal.late && !refusal.texts.length) {
      refusal = null;
      return;
    }
    refusal.late = false;
    refusal.step = step();
  }
  place.innerHTML = "<div role='alert'><p></p><button type='button' class='small'></button></div>";
  const button = one("button", place);
  place.firstChild.className = calm() ? "notice" : "notice bad";
  one("p", place).textContent = refusal.why;
  button.textContent = words("close");
  button.onclick = closed;
  refusal.texts.forEach(text => {
    const quote = document.createElement("blockquote");
    quote.textContent = (calm() ? "" : words("returned") + " ") + text;
    place.firstChild.insertBefore(quote, button);
  });
}

// What was being typed when its step was left for another one; the phone keeps it for that step too.
function unsent(text) {
  const why = words("unsent");
  if (!refusal) refusal = { why: why, of: why, texts: [text], step: step() };
  else if (refusal.texts.indexOf(text) < 0) refusal.texts.push(text);
  notice();
}
const calm = () => refusal.why === words("unsent");
