// A stream that breaks is made anew; while there is none, the phone looks by itself.
let source = null, watch = 0, fails = 0, looking = false;

// What is told while a look is under way may be newer than its answer: `missed`. And whoever answers may not have heard
// yet what another replica has told: `doubts` is how often it is asked again. A look that failed is made up for at the
// stream's next sign of life: `behind`.
let anew = false, missed = false, behind = false, told = "", doubts = 0;
function look(whole) {
  anew = anew || !!whole;
  if (!main().hasAttribute("data-version")) return;
  missed = looking;
  if (looking) return;
  looking = behind = true;
  const wanted = anew, before = saves, headers = wanted ? {} : {
    "If-None-Match": 'W/"' + main().getAttribute("data-version") + "." + root.lang + '"',
    "X-Keeps": step() + "." + main().getAttribute("data-form")
  };
  anew = false;
  ask("GET", base + "/now", null, headers, (status, text) => {
    // Something was saved meanwhile that this screen may not show yet.
    const older = status === 200 && saves !== before;
    looking = false;
    behind = !status || status > 499;
    anew = anew || wanted && (older || status !== 200);
    if (status === 410) {
      forget();
      return location.reload();
    }
    if (status === 200 && !older) show(text, wanted);
    if (older || missed && status) look();
    else if (status && told && told !== main().getAttribute("data-version") && doubts-- > 0) setTimeout(look, jitter(300));
    if (status) lineIsBack("lost");
    else if (!outbox().length) line(words("lost"));
  });
}

function listen() {
  if (source) return;
  clearTimeout(watch);
  if (document.hidden || !main().hasAttribute("data-activity") || !main().hasAttribute("data-version")) return;
  if (!window.EventSource) {
    watch = setTimeout(() => { look(); listen(); }, jitter(12000));
    return;
  }
  source = new EventSource(base + "/events");
  watch = setTimeout(lost, 12000);
  source.addEventListener("beat", () => {
    heard();
    if (behind || says("lost")) look();
  });
  source.addEventListener("version", event => {
    heard();
    fails = 0;
    deliver();
    const news = JSON.parse(event.data);
    [told, doubts] = [news.v, 5];
    const isNew = told !== main().getAttribute("data-version");
    if (isNew && news.main && !looking && !anew && !isOlder(news.main)) {
      show(news.main);
      lineIsBack("lost");
    } else if (isNew || behind || says("lost")) look();
  });
  source.onerror = lost;
}
// A screen on its way over a slow line may not show yet what was saved meanwhile. A result has one's own in it.
function isOlder(screen) {
  const [, of, phase] = /data-activity="([^"]*)" data-phase="([^"]*)"/.exec(screen) || [];
  return gave[of] && phase !== "revealed";
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

// A browser may keep no cookies and yet say that it does; the server then says that nobody has joined.
let joining = false, joinedHere = false;
function join(form) {
  joining = true;
  ask("POST", form.action, "", { "X-Want": "main" }, (status, text) => {
    const foreign = status === 200 && text.indexOf("id=\"main\"") < 0;
    if (!status || status > 499 || foreign) {
      line(words("lost"));
      return setTimeout(() => join(form), jitter(2000));
    }
    joining = false;
    if (status !== 200) return form.submit();
    joinedHere = true;
    lineIsBack("lost");
    history.replaceState(null, "", base);
    one(".head a").hidden = false;
    one(".product").hidden = true;
    show(text);
    listen();
  });
}

// Safari before 15.4 does not say which button sent a form.
let pressed = null;
document.addEventListener("click", event => {
  pressed = event.target.closest ? event.target.closest("button") : null;
});
document.addEventListener("submit", event => {
  const form = event.target, how = form.getAttribute("data-send"), button = event.submitter || pressed;
  pressed = null;
  if (how) SENDS[how](form, button);
  else if (!form.hasAttribute("data-join") || !navigator.cookieEnabled) return;
  else if (!joining) join(form);
  event.preventDefault();
});
document.addEventListener("input", event => {
  const long = event.target.form;
  if (long && long.hasAttribute("data-draft") && !ticked(event.target)) edited(long, 1500);
  if (event.target.name !== "text") return;
  keep(draftOf(event.target), event.target.value);
  count(event.target);
  if (refusal && !one("#room.over")) refused(null);
});
document.addEventListener("change", event => {
  const form = event.target.form;
  if (!form) return;
  changed(form);
  if (form.hasAttribute("data-draft")) edited(form, 600);
  if (project(form) && event.target.name === "field") {
    typed().value = kept(draftOf(typed())) || "";
    count(typed());
  }
});
document.addEventListener("toggle", event => {
  const fold = event.target, from = fold.getAttribute("data-load");
  if (from && fold.open) ask("GET", from, null, {}, (status, html) => {
    if (status === 200) one("div", fold).innerHTML = html;
  });
}, true);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    flush();
    hush();
  } else {
    listen();
    deliver();
    watchBoard(true);
  }
});
addEventListener("pagehide", () => {
  flush();
  hush();
  const type = "application/x-www-form-urlencoded";
  if (navigator.sendBeacon) leaving(true).forEach(item => navigator.sendBeacon(item.to, new Blob([carried(item)], { type: type })));
});
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  listen();
  look();
});
addEventListener("offline", lost);
addEventListener("online", () => {
  deliver();
  hush();
  listen();
});

// The QR code of a slip carries its code where no server is told it.
if (/^#[A-Za-z0-9]{8}$/.test(location.hash) && main().hasAttribute("data-version")) {
  keep("slip", location.hash.slice(1));
  history.replaceState(null, "", base + location.search);
}
refusal = kept("returned");
root.className = "scripted";
if (main().hasAttribute("data-version") && step() && location.search) history.replaceState(null, "", base);
if (main().hasAttribute("data-away")) forget();
prepare();
setInterval(tick, 500);
deliver();
listen();
