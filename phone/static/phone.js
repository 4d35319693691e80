// What the pages can't do alone: hear of changes, and lose nothing while the line is down.
// Written for Safari 12 and Chrome 60. Without it everything works as plain forms.
(function () {
  "use strict";
  const body = document.body, root = document.documentElement, base = "/j/" + body.getAttribute("data-code");
  const words = name => body.getAttribute("data-" + name);
  const one = (what, inside) => (inside || document).querySelector(what);
  const all = (what, inside) => Array.prototype.slice.call((inside || document).querySelectorAll(what));
  const main = () => document.getElementById("main");
  const step = () => main().getAttribute("data-activity");
  const jitter = ms => ms * (0.75 + Math.random() / 2);
  const newKey = () => Math.random().toString(36).slice(2, 12) + Date.now().toString(36);

  // Kept on the phone; in private mode only as long as the page is open.
  const memory = {};
  function keep(name, value) {
    memory[name] = value;
    try {
      if (value) localStorage.setItem(base + name, JSON.stringify(value));
      else localStorage.removeItem(base + name);
    } catch (full) { /* memory has it */ }
  }
  function kept(name) {
    try { return JSON.parse(localStorage.getItem(base + name)) || memory[name] || null; } catch (none) { return memory[name] || null; }
  }

  function ask(method, address, content, headers, answered) {
    const call = new XMLHttpRequest();
    call.open(method, address);
    call.timeout = 15000;
    Object.keys(headers).forEach(name => call.setRequestHeader(name, headers[name]));
    call.onloadend = () => answered(call.status, call.responseText);
    if (content !== null) call.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    call.send(content);
  }

  // One line at the bottom says how the connection is.
  let fading = 0;
  function line(text, seconds) {
    clearTimeout(fading);
    document.getElementById("line").textContent = text;
    if (seconds) fading = setTimeout(() => line(""), seconds * 1000);
  }

  // What could not be taken stays to be seen until something is sent.
  let returned = null;
  function notice() {
    const place = one("[data-live=notices]");
    if (!place) return;
    if (!returned) {
      if (one(".bad", place)) place.innerHTML = "";
      return;
    }
    place.innerHTML = "<div class='notice bad' role='alert'><p></p></div>";
    one("p", place).textContent = returned.why;
    if (returned.text && !one("textarea")) {
      const quote = document.createElement("blockquote");
      quote.textContent = words("returned") + " " + returned.text;
      place.firstChild.appendChild(quote);
    }
    place.scrollIntoView();
  }

  // The outbox: what was sent waits here until the server has said that it is saved.
  const outbox = () => kept("outbox") || [];
  let sending = false, tries = 0, again = 0;
  function send(item) {
    item.stamp = newKey();
    keep("outbox", outbox().filter(other => other.name !== item.name).concat(item));
    returned = null;
    notice();
    tries = 0;
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
      try { answer = JSON.parse(text); } catch (page) { /* not from our server */ }
      const refused = answer.refused && status < 500 && status !== 429;
      if (!answer.saved && !refused) return later(item);
      if (tries) line(words("back"), 4);
      tries = 0;
      keep("outbox", outbox().filter(other => other.stamp !== item.stamp));
      (answer.saved ? saved : refusal)(item, answer.text);
      deliver();
    });
  }
  function later(item) {
    line(words("offline"));
    tries += 1;
    again = setTimeout(deliver, jitter(Math.min(15000, 500 * Math.pow(2, tries))));
  }
  function saved(item) {
    const form = one("form[data-send]"), said = one("[data-said]");
    const row = document.getElementById("own-" + item.key);
    if (row) item.gone ? row.remove() : row.classList.remove("waiting");
    if (item.key && !item.gone) line(words("saved"), 3);
    if (!said || item.step !== step() || outbox().some(other => other.name === item.name)) return;
    if (item.done) form.setAttribute("data-done", "1");
    said.textContent = said.getAttribute(item.done ? "data-done" : "data-saved");
  }
  function refusal(item, why) {
    const row = document.getElementById("own-" + item.key), field = one("textarea"), said = one("[data-said]");
    if (row && !item.gone) row.remove();
    if (row && item.gone) row.classList.remove("waiting");
    if (said) said.textContent = "";
    if (item.text && !kept("draft" + item.step)) keep("draft" + item.step, item.text);
    if (item.text && field && !field.value && item.step === step()) field.value = item.text;
    refuse(why, item.text);
    look();
  }
  function refuse(why, text) {
    returned = { why: why, text: text };
    notice();
  }

  // Forms. A step's form says by data-send how it is sent.
  function fields(form, button) {
    const parts = [];
    all("input, select, textarea", form).concat(button || []).forEach(field => {
      const off = (field.type === "radio" || field.type === "checkbox") && !field.checked;
      const none = field.hasAttribute("data-dots-here") && field.value === "0";
      if (field.name && !off && !none && field.value) parts.push(encodeURIComponent(field.name) + "=" + encodeURIComponent(field.value));
    });
    return parts;
  }
  let settling = 0, sentAt = 0;
  const SENDS = {
    tap: (form, button) => {
      all("button", form).forEach(other => other.setAttribute("aria-pressed", other === button));
      one("[data-said]", form).textContent = words("saving");
      send({ name: step(), step: step(), to: form.action, body: fields(form, button).join("&") });
    },
    idea: form => {
      const field = one("textarea", form), text = field.value.trim(), key = newKey();
      if (!text) return Date.now() - sentAt < 1500 ? null : refuse(words("empty"));
      sentAt = Date.now();
      one("[name=key]", form).value = key;
      row(key, text, true);
      send({ name: key, key: key, text: text, step: step(), to: form.action, body: fields(form).join("&") });
      field.value = "";
      keep("draft" + step(), null);
      count(field);
    },
    ballot: (form, button) => ballot(form, !!button)
  };
  function ballot(form, pressed) {
    const marks = fields(form);
    const done = pressed || (form.getAttribute("data-done") === "1" && marks.length > 0);
    clearTimeout(settling);
    settling = 0;
    one("[data-said]", form).textContent = words("saving");
    send({ name: step(), step: step(), done: done, to: form.action, body: marks.concat("done=" + (done ? 1 : 0)).join("&") });
  }
  function changed(form) {
    if (form.getAttribute("data-send") !== "ballot") return;
    clearTimeout(settling);
    one("[data-said]", form).textContent = words("saving");
    settling = setTimeout(() => ballot(form, false), 600);
  }
  function flush() {
    const form = one("form[data-send=ballot]");
    if (settling && form) ballot(form, false);
    else settling = 0;
  }
  function row(key, text, waiting) {
    const pattern = document.getElementById("one");
    if (!pattern || document.getElementById("own-" + key)) return;
    const item = document.importNode(pattern.content, true).firstElementChild, button = one("button", item);
    item.id = "own-" + key;
    one("p", item).textContent = text;
    one("[name=key]", item).value = key;
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace("{text}", text));
    if (waiting) item.classList.add("waiting");
    one("#own ul").appendChild(item);
    one("#own").hidden = false;
  }
  function count(field) {
    const place = document.getElementById("room");
    if (place) place.textContent = place.getAttribute("data-says") + " " + (place.getAttribute("data-longest") - Array.from(field.value.trim()).length);
  }

  // Dots: a list of numbers becomes two buttons and a count.
  function stepper(field) {
    const form = field.form, box = document.createElement("div"), text = one("[for='" + field.id + "']").textContent.trim();
    box.className = "stepper";
    box.innerHTML = "<button type='button'>\u2212</button><output></output><button type='button'>+</button>";
    [[0, "fewer", -1], [2, "more", 1]].forEach(each => {
      const button = box.children[each[0]];
      button.setAttribute("aria-label", form.getAttribute("data-" + each[1]).replace("{text}", text));
      button.onclick = () => {
        if (button.getAttribute("aria-disabled") === "true") return;
        field.value = String(Number(field.value) + each[2]);
        dots(form);
        changed(form);
      };
    });
    field.hidden = true;
    field.parentNode.appendChild(box);
  }
  function dots(form) {
    const each = all("[data-dots-here]", form);
    const left = each.reduce((rest, field) => rest - Number(field.value), Number(form.getAttribute("data-dots")));
    const most = Number(form.getAttribute("data-most")), place = one("[data-left] b", form);
    if (place) place.textContent = left;
    each.forEach(field => {
      const box = field.nextElementSibling, value = Number(field.value);
      box.children[1].textContent = value;
      box.classList.toggle("some", value > 0);
      box.children[0].setAttribute("aria-disabled", value <= 0);
      box.children[2].setAttribute("aria-disabled", left <= 0 || value >= most);
    });
  }

  // A new screen: what was typed or chosen and is not saved yet comes with it.
  function prepare() {
    const form = one("form[data-send]"), field = one("textarea");
    const waiting = outbox().filter(item => item.step === step());
    if (field) {
      field.value = field.value || kept("draft" + step()) || "";
      if (field.value && one("details.late")) one("details.late").open = true;
      count(field);
      waiting.filter(item => item.text).forEach(item => row(item.key, item.text, true));
    } else if (form) waiting.forEach(item => fill(form, item.body));
    if (one("[data-dots-here]")) {
      all("[data-dots-here]").forEach(stepper);
      dots(form);
    }
    skew = Number(main().getAttribute("data-now")) - Date.now() / 1000;
    notice();
    tick();
  }
  function fill(form, content) {
    all("[type=radio], [type=checkbox]", form).forEach(field => { field.checked = false; });
    content.split("&").map(part => part.split("=").map(decodeURIComponent)).forEach(pair => {
      all("input, select, button", form).filter(field => field.name === pair[0]).forEach(field => {
        if (field.type === "submit") field.setAttribute("aria-pressed", field.value === pair[1]);
        else if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === pair[1];
        else field.value = pair[1];
      });
    });
  }
  function show(html) {
    const box = document.createElement("div"), old = main();
    box.innerHTML = html;
    const fresh = one("main", box), was = step();
    if (!fresh) return;
    const form = old.getAttribute("data-form");
    if (form && form === fresh.getAttribute("data-form") && was === fresh.getAttribute("data-activity")) {
      Array.prototype.slice.call(fresh.attributes).forEach(its => old.setAttribute(its.name, its.value));
      if (!fresh.hasAttribute("data-closes")) old.removeAttribute("data-closes");
      all("[data-live]", old).forEach(place => {
        const now = one("[data-live=" + place.getAttribute("data-live") + "]", fresh);
        if (now && now.innerHTML !== place.innerHTML) place.innerHTML = now.innerHTML;
      });
      skew = Number(old.getAttribute("data-now")) - Date.now() / 1000;
      notice();
      return tick();
    }
    flush();
    old.parentNode.replaceChild(fresh, old);
    prepare();
    window.scrollTo(0, 0);
    one("h1").tabIndex = -1;
    one("h1").focus();
  }

  // Clocks go by the server's time.
  let skew = 0, ended = 0;
  const clock = left => Math.floor(left / 60) + "." + ("0" + left % 60).slice(-2);
  function tick() {
    const place = one(".clock"), closes = Number(main().getAttribute("data-closes")), now = Date.now() / 1000 + skew;
    if (place) {
      const left = Math.max(0, Math.ceil(place.getAttribute("data-ends") - now));
      one("b", place).textContent = left ? clock(left) : words("over");
      place.classList.toggle("over", !left);
    }
    if (!closes) return;
    const left = Math.max(0, Math.ceil(closes - now)), seconds = one("[data-closes-in]");
    if (seconds) seconds.textContent = left;
    if (left <= 2) flush();
    if (!left && ended !== closes) {
      ended = closes;
      setTimeout(look, jitter(1000));
    }
  }

  // Listening. A stream that breaks is made anew; while there is none, the phone looks by itself.
  let source = null, watch = 0, fails = 0, looking = false;
  function look() {
    if (looking) return;
    looking = true;
    const version = 'W/"' + main().getAttribute("data-version") + "." + root.lang + '"';
    const keeps = step() + "." + main().getAttribute("data-form");
    ask("GET", base + "/now", null, { "If-None-Match": version, "X-Keeps": keeps }, (status, text) => {
      looking = false;
      if (status === 200) show(text);
      if (!status && !outbox().length) line(words("lost"));
      if (status && one("#line").textContent === words("lost")) line(words("back"), 4);
    });
  }
  function listen() {
    clearTimeout(watch);
    if (source || document.hidden || !step()) return;
    if (!window.EventSource) {
      watch = setTimeout(() => { look(); listen(); }, jitter(12000));
      return;
    }
    source = new EventSource(base + "/events");
    watch = setTimeout(lost, 12000);
    source.addEventListener("beat", heard);
    source.addEventListener("version", event => {
      heard();
      fails = 0;
      if (outbox().length) deliver();
      if (JSON.parse(event.data).v !== main().getAttribute("data-version") || one("#line").textContent === words("lost")) look();
    });
    source.onerror = lost;
  }
  function heard() {
    clearTimeout(watch);
    watch = setTimeout(lost, 45000);
  }
  function hush() {
    clearTimeout(watch);
    if (source) source.close();
    source = null;
  }
  function lost() {
    hush();
    fails += 1;
    if (fails > 1) look();
    watch = setTimeout(listen, jitter(Math.min(15000, 1000 * Math.pow(2, fails))));
  }

  document.addEventListener("submit", event => {
    const form = event.target, how = form.getAttribute("data-send");
    const button = event.submitter || pressed;
    pressed = null;
    if (how) SENDS[how](form, button);
    else if (form.hasAttribute("data-withdraw")) {
      const key = one("[name=key]", form).value, item = form.parentNode;
      item.id = "own-" + key;
      item.classList.add("waiting");
      send({ name: "-" + key, key: key, gone: true, step: step(), to: form.action, body: fields(form).join("&") });
    } else if (form.hasAttribute("data-join") && navigator.cookieEnabled) join(form);
    else return;
    event.preventDefault();
  });
  function join(form) {
    ask("POST", form.action, "", { "X-Want": "main" }, (status, text) => {
      if (status !== 200) return form.submit();
      history.replaceState(null, "", base);
      one(".head a").hidden = false;
      one(".product").hidden = true;
      show(text);
      listen();
    });
  }
  let pressed = null;
  document.addEventListener("click", event => {
    pressed = event.target.closest ? event.target.closest("button") : null;
  });
  document.addEventListener("input", event => {
    if (event.target.name !== "text") return;
    keep("draft" + step(), event.target.value);
    count(event.target);
  });
  document.addEventListener("change", event => { if (event.target.form) changed(event.target.form); });
  document.addEventListener("toggle", event => {
    const fold = event.target, from = fold.getAttribute && fold.getAttribute("data-load");
    if (from && fold.open) ask("GET", from, null, {}, (status, text) => { if (status === 200) one("div", fold).innerHTML = text; });
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return hush();
    listen();
    deliver();
  });
  window.addEventListener("pagehide", () => {
    flush();
    if (navigator.sendBeacon) outbox().forEach(item => navigator.sendBeacon(item.to, new Blob([item.body], { type: "application/x-www-form-urlencoded" })));
  });
  window.addEventListener("offline", lost);
  window.addEventListener("online", () => { deliver(); listen(); });
  window.addEventListener("pageshow", event => { if (event.persisted) { listen(); look(); } });

  root.className = "scripted";
  if (step() && location.search) history.replaceState(null, "", base);
  prepare();
  setInterval(tick, 500);
  deliver();
  listen();
})();
