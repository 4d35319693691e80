// The outbox: what was sent waits here until the server has said that it is saved, over reloads too.
// An item: name (a newer one of the same name takes its place), key, text, step, to, body, done, gone, draft (where its
// text goes if it is refused), form (whose fields it has), then ("main" or "board": what is looked at anew afterwards).
// `gave`: the steps that something was saved in since the page was loaded.
const outbox = () => kept("outbox") || [];
const gave = {};
let sending = false, tries = 0, again = 0;

function send(item) {
  item.stamp = newKey();
  keep("outbox", outbox().filter(other => other.name !== item.name).concat(item));
  refused(null);
  deliver();
}

function deliver() {
  const item = outbox()[0];
  clearTimeout(again);
  if (sending || !item) return;
  sending = true;
  ask("POST", item.to, item.body, { Accept: "application/json" }, (status, text) => {
    let answer = {};
    sending = false;
    try { answer = JSON.parse(text) || {}; } catch (page) { /* not our server's word */ }
    const no = answer.refused && status < 500 && status !== 429;
    if (!answer.saved && !no) return later();
    tries = 0;
    lineIsBack("offline");
    keep("outbox", outbox().filter(other => other.stamp !== item.stamp));
    const draft = item.draft || "draft" + item.step;
    if (item.text && !answer.saved) keep(draft, kept(draft) || item.text);
    if (answer.refused === "join_first" && joinedHere) return location.replace(base + "?joined=1");
    if (answer.saved) saved(item, answer.said);
    else returned(item, answer.text, answer.refused === "late");
    deliver();
  });
}

function later() {
  line(words("offline"));
  tries += 1;
  again = setTimeout(deliver, jitter(Math.min(15000, 500 * Math.pow(2, tries))));
}

function saved(item, told) {
  const row = one("#own-" + item.key), said = one("[data-said]");
  gave[item.step] = true;
  if (item.form) settled(item);
  if (item.then) after(item);
  else if (one("[data-live=yours] *")) { // a role that was given may have been laid down with it
    main().setAttribute("data-version", "");
    look();
  }
  if (row && item.gone) gone(row);
  else if (row) row.classList.remove("waiting");
  if (refusal && !refusal.text) refused(null);
  if (item.text && !refusal) line(words("saved"), 3);
  if (!said || item.then || item.step !== step() || outbox().some(other => other.name === item.name)) return;
  if (item.done) one("form[data-send]").setAttribute("data-done", "1");
  if (settling) return; // something newer is chosen, and not saved yet
  if (item.sealed) seal(one("form[data-send]"), true);
  said.classList.toggle("good", !!item.done);
  said.textContent = told || said.getAttribute(item.done ? "data-done" : "data-saved");
}

// Refused: nothing is lost, it goes back to where it came from, with the reason.
function returned(item, why, late) {
  const row = one("#own-" + item.key), field = typed(), said = one("[data-said]");
  if (row && item.gone) row.classList.remove("waiting");
  else if (row) {
    row.remove();
    one("#own").hidden = !one("#own li");
  }
  if (said && !item.then) said.textContent = "";
  if (item.text && field && !field.value && item.step === step()) field.value = item.text;
  if (field) count(field);
  refused(why, item.text, late);
  look(item.then || (item.form && !item.itself));
  if (item.then) watchBoard(true);
}

// It stays on the screen on which it came; only a text that came too late follows to the next one.
let refusal = null;
function refused(why, text, late) {
  const place = one("[data-live=notices]");
  refusal = why && { why: why, text: text, late: late, step: step() };
  if (why && says("saved")) line("");
  if (!why && place) place.innerHTML = "";
  notice();
  if (why && place) place.scrollIntoView();
}
function notice() {
  const place = one("[data-live=notices]");
  if (!place || !refusal) return;
  if (refusal.step !== step()) {
    if (!refusal.late) {
      refusal = null;
      return;
    }
    refusal.late = false;
    refusal.step = step();
  }
  place.innerHTML = "<div role='alert'><p></p><button type='button' class='small'></button></div>";
  const button = one("button", place);
  place.firstChild.className = refusal.calm ? "notice" : "notice bad";
  one("p", place).textContent = refusal.why;
  button.textContent = words("close");
  button.onclick = () => refused(null);
  if (refusal.text && !typed()) {
    const quote = document.createElement("blockquote");
    quote.textContent = (refusal.calm ? "" : words("returned") + " ") + refusal.text;
    place.firstChild.insertBefore(quote, button);
  }
}

// What was being typed when its step was left for another one; the phone keeps it for that step too.
function unsent(text) {
  refusal = { why: words("unsent"), text: text, step: step(), calm: true };
  notice();
}
