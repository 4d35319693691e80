// Hears that the room has changed, and asks for a rerun of its fragment: at once, then at most every PACE, while the
// tab is seen. An answer is a new drawing, which says which question it answers: on a weak line older ones come before
// it, and who asked anew at each of them would fall behind, drawing by drawing. Where none comes at all, the server has
// forgotten this page (it was started again, or the laptop slept) and knows no fragment of it any more: then the whole
// page is asked for, more and more patiently, since each time breaks off what a slow one is still drawing. Where the
// stream is broken too, the server is away: a sheet over everything says so, since what stands there may be old, and
// since Streamlit would say it in English and speak of the internet.
//
// What a button of the page does is news as well, and is drawn with it: that drawing is waited for.
//
// Who turns to another page of the desk is left alone until it has come: a rerun that is asked for in between names the
// page before, and Streamlit then draws neither, or takes away the one that had come. Since what is asked for right
// before the click can come behind it, nothing is from the moment the pointer goes down. Should a page never come all
// the same, or go again, it is loaded anew. Where its head stays, it has not gone: it says why there is nothing to hear.
//
// Streamlit fetches the parts of a page when they are first drawn. What could not be fetched while the server was away
// stays a red box for good, so then the page is loaded anew as soon as the server is back.

const PACE = 700;
const ASK_AGAIN = { first: 3000, most: 12000 };
const BACKOFF = { first: 500, most: 8000 };
const PATIENCE = 2500;
const TURNING = 10000;
const PRESSING = 1000;
const A_PAGE = /^\/desk(-[a-z]+)?$/;
const LISTENS = /^\/desk-[a-z]+$/;
const COMES = 8000;
const COMES_BACK = 3000;
const CAME = "asukasilta-page-came";
const HEAD = ".st-key-whole-page";
const WHOLE = "asukasilta-whole-page";

function lacksParts() {
  const parts = performance.getEntriesByType("resource").filter((entry) => entry.name.includes("/static/js/"));
  return parts.some((part) => part.responseStatus === 0 && part.decodedBodySize === 0);
}

function bringBack() {
  if (LISTENS.test(location.pathname) && !document.querySelector(HEAD)) startAfresh();
}

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const ear = (parentElement.ear ??= newEar(newSheet(parentElement)));
  ear.drew(data, (question) => setTriggerValue("heard", question));
  return onceGone(parentElement, () => ear.end());
}

function newSheet(parent) {
  const sheet = parent.appendChild(document.createElement("div"));
  sheet.popover = "manual";
  sheet.setAttribute("role", "alert");
  return (words) => {
    sheet.textContent = words;
    if (sheet.showPopover) words ? sheet.showPopover() : sheet.hidePopover();
  };
}

function newEar(say) {
  const here = location.pathname;
  const now = { source: null, tries: 0, lost: false, heard: null, drawn: null, asked: 0, question: 0, vain: 0, drew: 0, pressed: 0, turns: 0, timers: {} };

  function open() {
    clearTimeout(now.timers.reopen);
    now.waits = false;
    if (now.source || document.hidden) return;
    now.source = new EventSource(now.address);
    now.source.onopen = () => { now.tries = now.vain = 0; look(); };
    now.source.addEventListener("version", (event) => { now.heard = JSON.parse(event.data).v; look(); });
    now.source.onerror = () => { lost(); reopen(); };
  }

  function close() {
    if (now.source) now.source.close();
    now.source = null;
    now.waits = false;
    clearTimeout(now.timers.reopen);
  }

  // An EventSource gives up for good on some answers, so each close is followed by a new one.
  function reopen() {
    close();
    const wait = Math.min(BACKOFF.most, BACKOFF.first * 2 ** now.tries) * (0.5 + Math.random() / 2);
    now.tries += 1;
    now.waits = true;
    now.timers.reopen = setTimeout(open, wait);
  }

  function lost() {
    if (now.lost) return;
    now.lost = true;
    now.timers.away = setTimeout(() => say(now.words), PATIENCE);
    look();
  }

  function back() {
    now.lost = false;
    clearTimeout(now.timers.away);
    say("");
  }

  function turns(event) {
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    const to = event.type === "popstate" ? location : link;
    if (!A_PAGE.test(to?.pathname)) return;
    const presses = event.type === "pointerdown";
    now.turns = Math.max(now.turns, Date.now() + (presses ? PRESSING : TURNING));
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target;
    if (!LISTENS.test(to.pathname) || to.pathname === here || elsewhere || presses) return;
    awaitPage(COMES, () => startAfresh(to.href));
  }

  function awaitPage(time, act) {
    const late = setTimeout(act, time);
    window.addEventListener(CAME, () => clearTimeout(late), { once: true });
  }

  function due() {
    return Math.max(now.turns, wanted());
  }

  function wanted() {
    if (now.question) return Math.max(now.asked, now.drew) + Math.min(ASK_AGAIN.most, ASK_AGAIN.first * 2 ** now.vain);
    if (now.lost) return now.asked + PACE;
    if (now.heard === null || now.heard === now.drawn) return now.drew + now.again;
    return Math.max(now.asked + PACE, now.pressed > now.drew ? now.pressed + DOING : 0);
  }

  function look() {
    clearTimeout(now.timers.look);
    if (document.hidden) return;
    if (now.source?.readyState === EventSource.OPEN && lacksParts()) startAfresh();
    if (due() <= Date.now()) ask();
    now.timers.look = setTimeout(look, Math.max(0, due() - Date.now()));
  }

  function ask() {
    const unanswered = now.question > 0;
    now.asked = now.question = Date.now();
    now.vain += unanswered;
    if (now.lost || unanswered) window.dispatchEvent(new CustomEvent(WHOLE, { detail: now.question }));
    else now.trigger(now.question);
  }

  function presses(event) {
    if (isPress(event)) now.pressed = Date.now();
  }

  function seenOrHidden() {
    if (document.hidden) return close();
    open();
    return look();
  }

  document.addEventListener("visibilitychange", seenOrHidden);
  document.addEventListener("pointerdown", turns, true);
  document.addEventListener("click", turns, true);
  document.addEventListener("click", presses, true);
  window.addEventListener("popstate", turns, true);
  return {
    drew({ address, drawn, tab, answers, again, words }, trigger) {
      if (!now.drew) window.dispatchEvent(new Event(CAME));
      if (address !== now.address) close();
      if (tab !== now.tab || answers >= now.question || drawn === now.heard) now.question = 0;
      Object.assign(now, { address, drawn, tab, trigger, words, again: again * 1000, drew: Date.now(), vain: 0 });
      back();
      if (!now.waits) open();
      look();
    },
    end() {
      close();
      back();
      clearTimeout(now.timers.look);
      document.removeEventListener("visibilitychange", seenOrHidden);
      document.removeEventListener("pointerdown", turns, true);
      document.removeEventListener("click", turns, true);
      document.removeEventListener("click", presses, true);
      window.removeEventListener("popstate", turns, true);
      if (now.turns < Date.now()) awaitPage(COMES_BACK, bringBack);
    },
  };
}
