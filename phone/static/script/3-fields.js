// Longer forms: what was typed and is not saved yet is kept field by field, and comes back into a newer form too.
const typed = () => one("form[data-send=idea] textarea, form[data-send=line] textarea");
const project = form => form && form.getAttribute("data-project");
function draftOf(field) {
  const at = project(field.form);
  return at ? "line." + at + "." + one("[name=field]:checked", field.form).value : "draft" + step();
}

// A field as it came, and as it is.
const ticked = field => field.type === "radio" || field.type === "checkbox";
function initial(field) {
  const options = all("option", field);
  if (!options.length) return field.defaultValue;
  return (options.filter(option => option.defaultSelected)[0] || options[0]).value;
}
function asSaved(field) {
  if (ticked(field)) field.defaultChecked = field.checked;
  else if (field.options) all("option", field).forEach(option => { option.defaultSelected = option.selected; });
  else field.defaultValue = field.value;
  const was = one("[name=was_" + field.name + "]", field.form);
  if (was && !ticked(field)) was.value = field.value;
}
const inputs = form => all("input, select, textarea", form).filter(field => field.name && field.type !== "hidden");
function changes(form) {
  return inputs(form).filter(field => {
    if (field.type === "radio") return field.checked && !field.defaultChecked;
    return ticked(field) ? field.checked !== field.defaultChecked : field.value !== initial(field);
  }).map(field => [field.name, ticked(field) && !field.checked ? "" : field.value]);
}
// What was ticked is put back only if the same is asked; words are, since whoever wrote them sees where they stand.
function restore(form, draft) {
  const asked = one("[name=asked]", form), was = draft.filter(each => each[0] === "asked")[0];
  const same = !asked || !was || was[1] === asked.value;
  const here = inputs(form).filter(field => same || field.tagName === "TEXTAREA");
  put(here, draft);
}
function put(places, given) {
  given.forEach(each => places.filter(field => field.name === each[0]).forEach(field => {
    if (field.type === "submit") field.setAttribute("aria-pressed", field.value === each[1]);
    else if (ticked(field)) field.checked = field.value === each[1];
    else field.value = each[1];
  }));
}

// Everything in it, or of what is saved by itself only what can't be half a thing.
const inTime = field => field.parentNode.closest && field.parentNode.closest(".when");
function content(form, itself) {
  const texts = itself && form.getAttribute("data-auto") === "texts";
  return all("input, select, textarea", form).filter(field => {
    return field.name && !(texts && inTime(field)) && !(ticked(field) && !field.checked);
  }).map(field => pair(field.name, field.value));
}
function submit(form, itself, button) {
  const whole = content(form, itself), down = button && button.getAttribute("data-then");
  clearTimeout(settling);
  settling = 0;
  saving(form);
  const more = button && button.name ? pair(button.name, button.value) : [], draft = form.getAttribute("data-draft");
  const code = one("[name=code]", form), each = code ? "." + code.value : "", name = draft + each;
  // What was sent with a button holds what is not saved by itself, so it keeps its place.
  const waits = itself && outbox().some(item => item.name === name && !item.itself);
  post(form, whole.concat(more), {
    name: waits ? name + ".itself" : name, of: draft, form: whole.join("&"), itself: itself, done: !itself, then: down,
    coded: !!code, words: written(form)
  });
  keep("slip", null);
}
const written = form => changes(form).filter(each => one("textarea[name=" + each[0] + "]", form)).map(each => each[1]);
// Saved: the draft goes, unless somebody has gone on typing.
function settled(item) {
  const draft = item.of || item.name, form = one("form[data-draft='" + draft + "']");
  if (!form) {
    const newer = (kept(draft) || []).filter(each => item.form.split("&").indexOf(pair(each[0], each[1])) < 0);
    return keep(draft, newer.length ? newer : null);
  }
  if (content(form, item.itself).join("&") === item.form) {
    // The phone may be handed on: the next one finds an empty ballot.
    if (item.coded) {
      form.reset();
      changed(form);
      scrollTo(0, 0);
    }
    const texts = item.itself && form.getAttribute("data-auto") === "texts";
    // What was chosen here is not what the page came with any more, so it counts as changed from now on.
    if (!texts && changes(form).some(each => one(".when [name=" + each[0] + "]", form))) one("[name=was_when]", form).value = "-";
    inputs(form).filter(field => !(texts && inTime(field))).forEach(asSaved);
  }
  keepDraft(form);
}
function keepDraft(form) {
  const draft = changes(form), asked = one("[name=asked]", form);
  keep(form.getAttribute("data-draft"), draft.length ? draft.concat(asked ? [["asked", asked.value]] : []) : null);
  leftOpen(form);
}
function edited(form, ms) {
  keepDraft(form);
  one("[data-said]", form).textContent = "";
  if (!form.hasAttribute("data-auto")) return;
  clearTimeout(settling);
  settling = setTimeout(() => submit(form, true), ms);
}
// How many questions have no answer yet.
function leftOpen(form) {
  const place = one("[data-open-left]", form), names = {};
  if (!place) return;
  inputs(form).forEach(field => { names[field.name] = names[field.name] || (ticked(field) ? field.checked : !!field.value.trim()); });
  place.textContent = Object.keys(names).filter(name => !names[name]).length;
}

// Who has lost the pen finds the words again as proposals.
const PROPOSED = { what: "what", first: "what", why: "why", permission: "what", ask: "what" };
function carry(form) {
  const lost = kept("pen." + project(form)) || [];
  lost.filter(each => PROPOSED[each[0]] && each[1].trim()).forEach(each => {
    const place = "line." + project(form) + "." + PROPOSED[each[0]], there = kept(place);
    keep(place, there ? there + "\n" + each[1] : each[1]);
  });
  keep("pen." + project(form), null);
  const drafts = all("[name=field]", form).filter(field => kept("line." + project(form) + "." + field.value));
  if (drafts.length && !typed().value) drafts[0].checked = true;
}

// Others' lines, looked at every few seconds; it holds nothing to type into, so it is simply replaced.
let watching = 0;
function watchBoard(now) {
  clearTimeout(watching);
  watching = setTimeout(lookAtBoard, now ? 0 : 4000 + Math.random() * 2000);
}
function lookAtBoard() {
  const board = one("[data-board]");
  if (!board || document.hidden) return;
  const headers = { "If-None-Match": board.getAttribute("data-tag") };
  ask("GET", board.getAttribute("data-board"), null, headers, (status, html, tag) => {
    if (one("[data-board]") !== board) return;
    watchBoard();
    if (status === 404) look(true);
    if (status !== 200 || !tag) return;
    const held = document.activeElement && board.contains(document.activeElement) && document.activeElement.id;
    board.innerHTML = html;
    board.setAttribute("data-tag", tag);
    if (held && document.getElementById(held)) document.getElementById(held).focus();
  });
}
function after(item) {
  if (item.then === "board") {
    const row = one("#own-" + item.key);
    if (row) row.parentNode.removeChild(row);
    if (one("#own") && !one("#own li")) one("#own").hidden = true;
    watchBoard(true);
  } else look(true);
}
