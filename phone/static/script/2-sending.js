// The outbox: what was sent waits here until the server has said that it is saved, over reloads too.
// An item: name (a newer one of the same name takes its place), key, text, step, to, body, done, gone.
const outbox = () => kept("outbox") || [];
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
    if (item.text && !answer.saved) keep("draft" + item.step, kept("draft" + item.step) || item.text);
    if (answer.refused === "join_first" && joinedHere) return location.replace(base + "?joined=1");
    if (answer.saved) saved(item);
    else returned(item, answer.text);
    deliver();
  });
}

function later() {
  line(words("offline"));
  tries += 1;
  again = setTimeout(deliver, jitter(Math.min(15000, 500 * Math.pow(2, tries))));
}

function saved(item) {
  const row = one("#own-" + item.key), said = one("[data-said]");
  if (row && item.gone) gone(row);
  else if (row) row.classList.remove("waiting");
  if (item.text) line(words("saved"), 3);
  if (!said || item.step !== step() || outbox().some(other => other.name === item.name)) return;
  if (item.done) one("form[data-send]").setAttribute("data-done", "1");
  if (item.sealed && !settling) seal(one("form[data-send]"), true);
  said.classList.toggle("good", !!item.done);
  said.textContent = said.getAttribute(item.done ? "data-done" : "data-saved");
}

// Refused: nothing is lost, it goes back to where it came from, with the reason.
function returned(item, why) {
  const row = one("#own-" + item.key), field = one("textarea"), said = one("[data-said]");
  if (row && item.gone) row.classList.remove("waiting");
  else if (row) row.remove();
  if (said) said.textContent = "";
  if (item.text && field && !field.value && item.step === step()) field.value = item.text;
  if (field) count(field);
  refused(why, item.text);
  look();
}

let refusal = null;
function refused(why, text) {
  refusal = why && { why: why, text: text };
  if (why && says("saved")) line("");
  if (!why && one("[data-live=notices]")) one("[data-live=notices]").innerHTML = "";
  notice();
}
function notice() {
  const place = one("[data-live=notices]");
  if (!place || !refusal) return;
  place.innerHTML = "<div class='notice bad' role='alert'><p></p></div>";
  one("p", place).textContent = refusal.why;
  if (refusal.text && !one("textarea")) {
    const quote = document.createElement("blockquote");
    quote.textContent = words("returned") + " " + refusal.text;
    place.firstChild.appendChild(quote);
  }
  place.scrollIntoView();
}
