// The forms of the steps. data-send on a form says how it is sent.
const pair = (name, value) => encodeURIComponent(name) + "=" + encodeURIComponent(value);
function fields(form, button) {
  return all("input, select, textarea", form).concat(button || []).filter(field => {
    const off = ticked(field) && !field.checked;
    const none = field.hasAttribute("data-dots-here") && field.value === "0";
    return field.name && field.value && !off && !none;
  }).map(field => pair(field.name, field.value));
}
const nameOf = form => form.getAttribute("data-name") || step();
function post(form, content, more) {
  const item = { name: nameOf(form), step: step(), to: form.action, body: content.join("&") };
  send(Object.assign(item, more));
}

let settling = 0, sentAt = 0;
const SENDS = {
  tap: (form, button) => {
    all("button", form).forEach(other => other.setAttribute("aria-pressed", other === button));
    saving(form);
    post(form, fields(form, button));
  },
  idea: form => {
    const field = typed(), text = field.value.trim(), key = newKey(), draft = draftOf(field);
    if (!text) {
      // The second tap of two on the same idea is no empty idea.
      if (Date.now() - sentAt > 1500) refused(words("empty"));
      return;
    }
    sentAt = Date.now();
    one("[name=key]", form).value = key;
    row(key, text);
    const then = project(form) ? "board" : "";
    post(form, fields(form), { name: key, key: key, text: text, draft: draft, then: then });
    field.value = "";
    keep(draft, null);
    count(field);
  },
  line: form => SENDS.idea(form),
  act: (form, button) => {
    const given = fields(form, button);
    flush(); // whoever sits down elsewhere lays the pen down there
    button.setAttribute("aria-busy", "true");
    if (button.name === "days") suits(button);
    post(form, given, { name: form.getAttribute("action") + given, then: form.getAttribute("data-then") });
  },
  form: (form, button) => submit(form, false, button),
  ballot: (form, button) => ballot(form, !!button),
  gone: form => {
    const key = one("[name=key]", form).value;
    form.parentNode.classList.add("waiting");
    post(form, fields(form), { name: "-" + key, key: key, gone: true });
  },
  undo: form => {
    const item = form.parentNode, key = one("[name=key]", form).value, text = item.getAttribute("data-text");
    // The second tap of two on "remove" undoes nothing.
    if (Date.now() - item.getAttribute("data-gone") < 800) return;
    item.parentNode.removeChild(item);
    row(key, text);
    post(form, [pair("key", key), pair("text", text)], { name: key, key: key, text: text });
  }
};

// Each of these buttons says all days that suit from then on, so a tap changes what the others say.
function suits(button) {
  const day = button.id.replace("fits-", "");
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  all("button[name=days]").forEach(other => {
    const days = other.value.split(",").filter(each => each && each !== day), had = other.value.split(",").indexOf(day) >= 0;
    other.value = (had ? days : days.concat(day)).join(",");
  });
}

// In the place of a removed idea, until the screen changes: the way back.
function gone(item) {
  const own = one("#own"), said = one("p", item), form = one("form", item), button = one("button", item);
  const text = said.textContent, held = document.activeElement === body;
  item.setAttribute("data-text", text);
  item.setAttribute("data-gone", Date.now());
  item.className = "gone";
  said.setAttribute("role", "status");
  said.textContent = own.getAttribute("data-removed");
  form.setAttribute("data-send", "undo");
  form.setAttribute("action", form.getAttribute("action").replace("/withdraw", ""));
  button.textContent = own.getAttribute("data-undo");
  button.setAttribute("aria-label", own.getAttribute("data-undo-this").replace("{text}", text));
  if (held) button.focus();
}

// A ballot saves itself as people choose; what was sent with the button is an answer, and stays one.
function ballot(form, pressed) {
  const marks = fields(form), any = marks.some(mark => mark.indexOf("m_") === 0);
  const sent = form.getAttribute("data-done") === "1" || outbox().some(item => item.name === nameOf(form) && item.done);
  const done = pressed || sent && any;
  clearTimeout(settling);
  settling = 0;
  saving(form);
  post(form, marks.concat("done=" + (done ? 1 : 0)), { done: done, sealed: pressed });
}
const votes = () => one("form[data-method]");
function changed(form) {
  if (form !== votes()) return;
  seal(form, false);
  answered(form);
  dots(form);
  if (form.getAttribute("data-send") !== "ballot") return;
  saving(form);
  clearTimeout(settling);
  settling = setTimeout(() => ballot(form, false), 600);
}
function flush() {
  const form = one("form[data-send=ballot], form[data-auto]");
  if (settling && form && form.hasAttribute("data-auto")) submit(form, true);
  else if (settling && form) ballot(form, false);
}
function saving(form) {
  one("[data-said]", form).textContent = words("saving");
  one("[data-said]", form).classList.remove("good");
}
// The button says whether the ballot is as it was when it was pressed.
function seal(form, on) {
  const button = one("[data-sealed]", form);
  button.textContent = button.getAttribute(on ? "data-sealed" : "data-open");
  button.classList.toggle("sealed", on);
}
function answered(form) {
  const place = one("[data-answered]", form);
  if (place) place.textContent = place.getAttribute("data-answered").replace("{n}", all(":checked", form).length);
}

// An own idea, as the page's <template> has it.
function row(key, text) {
  const pattern = one("#one");
  if (!pattern || one("#own-" + key)) return;
  const item = document.importNode(pattern.content, true).firstElementChild, button = one("button", item);
  item.id = "own-" + key;
  item.classList.add("waiting");
  one("p", item).textContent = text;
  if (button) {
    one("[name=key]", item).value = key;
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{text}", text));
  }
  one("#own ul").appendChild(item);
  one("#own").hidden = false;
}
function count(field) {
  const place = one("#room"), left = place.getAttribute("data-longest") - Array.from(field.value.trim()).length;
  remaining(place, left);
}
function remaining(place, left) {
  const says = place.getAttribute(left < 0 ? "data-over" : "data-says");
  place.innerHTML = says.replace("{n}", "<b>" + Math.abs(left) + "</b>");
  place.classList.toggle("over", left < 0);
}

// Dots: a list of numbers becomes two buttons and a count.
function stepper(field) {
  const form = field.form, box = document.createElement("div");
  box.className = "stepper";
  box.innerHTML = "<button type='button'>\u2212</button><output></output><button type='button'>+</button>";
  [-1, 1].forEach(more => {
    const button = box.children[more + 1];
    button.onclick = () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      field.value = String(Number(field.value) + more);
      changed(form);
      if (form.hasAttribute("data-draft")) edited(form);
    };
  });
  field.hidden = true;
  field.parentNode.appendChild(box);
}
function dots(form) {
  const each = all("[data-dots-here]", form);
  if (!each.length) return;
  const most = Number(form.getAttribute("data-most"));
  const left = each.reduce((rest, field) => rest - Number(field.value), Number(form.getAttribute("data-dots")));
  remaining(one("[data-left]", form), left);
  each.forEach(field => {
    const box = field.nextElementSibling, value = Number(field.value);
    const text = one("[for='" + field.id + "']").textContent.trim();
    box.children[1].textContent = value;
    box.classList.toggle("some", value > 0);
    [["fewer", value <= 0], ["more", left <= 0 || value >= most]].forEach((each, more) => {
      const button = box.children[2 * more];
      button.setAttribute("aria-label", form.getAttribute("data-" + each[0]).replace("{text}", text));
      button.setAttribute("aria-disabled", each[1]);
    });
  });
}
