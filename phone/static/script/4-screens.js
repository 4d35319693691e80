// A new screen: what was typed or chosen and is not saved yet comes along.
function prepare() {
  const form = one("form[data-send=tap], form[data-send=ballot]"), field = typed(), long = one("form[data-draft]");
  const waiting = outbox().filter(item => item.step === step());
  if (long) {
    restore(long, kept(long.getAttribute("data-draft")) || []);
    keepDraft(long); // a form that was refused may have been taken in part
  }
  if (field) {
    if (project(field.form)) carry(field.form);
    field.value = field.value || kept(draftOf(field)) || "";
    if (field.value && one("details.late")) one("details.late").open = true;
    count(field);
    if (refusal && calm() && refusal.texts.join() === field.value.trim()) refusal = null; // it can be sent after all
    waiting.filter(item => item.text).forEach(item => row(item.key, item.text));
  } else if (form) waiting.filter(item => item.name === nameOf(form) && isOf(form, item)).forEach(item => fill(form, item.body));
  const vote = votes(), code = one("[name=code]", vote), name = long && long.getAttribute("data-draft");
  const its = waiting.filter(item => long ? item.of === name : form && item.name === nameOf(form)), draft = long && kept(name);
  if (its.length || draft) unsaid(its.length > 0);
  if (vote && one(".good[data-said]") && !its.length && !draft) seal(vote, true);
  watchBoard();
  if (vote) answered(vote);
  all("[data-dots-here]").forEach(stepper);
  dots(vote);
  if (vote && code && !code.value) code.value = kept("slip") || "";
  notice();
  setClock();
}
// The same names may stand for other options by now.
function isOf(form, item) {
  const asked = one("[name=asked]", form);
  return !asked || item.body.split("&").indexOf(pair("asked", asked.value)) >= 0;
}
// What was put in again is not saved yet, whatever the page says of what is.
function unsaid(waits) {
  const said = one("form[data-draft] [data-said], form[data-send=tap] [data-said], form[data-send=ballot] [data-said]");
  if (!said) return;
  said.textContent = waits ? words("saving") : "";
  said.classList.remove("good");
}
function fill(form, content) {
  const places = all("input, select, button", form).filter(field => field.type !== "hidden");
  places.filter(ticked).forEach(field => { field.checked = false; });
  all("[data-dots-here]", form).forEach(field => { field.value = "0"; });
  put(places, content.split("&").map(part => part.split("=").map(decodeURIComponent)));
}

// While the same form is being filled in, only what stands around it changes.
function show(html, anew) {
  const box = document.createElement("div"), old = main();
  box.innerHTML = html;
  const fresh = one("main#main", box), name = old.getAttribute("data-form");
  if (!fresh) return;
  const same = name && name === fresh.getAttribute("data-form") && step() === fresh.getAttribute("data-activity");
  if (same && !anew) return around(old, fresh);
  flush();
  const field = typed(), text = field && field.value.trim(), from = step();
  const typing = document.activeElement && document.activeElement.tagName === "TEXTAREA";
  old.parentNode.replaceChild(fresh, old);
  clearTimeout(settling); // a field that goes tells once more that it was changed
  settling = 0;
  prepare();
  if (text && (!typed() || step() !== from && typed().value.trim() !== text)) unsent(text);
  if (!step()) hush();
  scrollTo(0, 0);
  one("h1").tabIndex = -1;
  (typing && typed() || one("h1")).focus();
}
function around(old, fresh) {
  ["data-version", "data-phase", "data-now", "data-closes"].forEach(name => {
    if (fresh.hasAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
    else old.removeAttribute(name);
  });
  all("[data-live]", old).forEach(place => {
    const now = one("[data-live='" + place.getAttribute("data-live") + "']", fresh);
    if (refusal && place.getAttribute("data-live") === "notices") return;
    if (now && now.innerHTML !== place.innerHTML) place.innerHTML = now.innerHTML;
  });
  dots(votes());
  setClock();
}

// Clocks go by the server's time.
let skew = 0, ended = 0;
function setClock() {
  skew = Number(main().getAttribute("data-now")) - Date.now() / 1000;
  tick();
}
function tick() {
  const place = one(".clock"), closes = Number(main().getAttribute("data-closes")), now = Date.now() / 1000 + skew;
  if (place) {
    const left = Math.max(0, Math.ceil(place.getAttribute("data-ends") - now));
    one("b", place).textContent = left ? Math.floor(left / 60) + ":" + ("0" + left % 60).slice(-2) : words("over");
    place.classList.toggle("over", !left);
  }
  if (!closes) return;
  const left = Math.max(0, Math.ceil(closes - now));
  one("[data-closes-in]").textContent = left;
  if (left <= 2) flush();
  if (!left && ended !== closes) {
    ended = closes;
    // Most are told of it; who is not looks by itself.
    setTimeout(() => { if (Number(main().getAttribute("data-closes")) === closes) look(); }, jitter(source ? 3000 : 1000));
  }
}
