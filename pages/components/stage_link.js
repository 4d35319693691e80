// The link to the server: hears that something changed, and knows when it has heard nothing for too long.

// Stuck: Streamlit looks for a server that was away every 15 seconds only, and an old laptop then takes its time.
const PATIENCE = { broken: 5000, silent: 35000, unanswered: 5000, stuck: 30000 };
const BACKOFF = { first: 500, most: 8000 };
const ASK_AGAIN = 3000;
// Phones leave without a word: a picture this old is drawn anew.
const STALE = 30000;

// `ask(version)` wants the picture of that version; `lost(yes)` says whether the picture may be old.
function link(ask, lost) {
  const now = { url: null, source: null, tries: 0, heard: Date.now(), broken: false, wanted: null, next: null, timers: {} };

  function open() {
    clearTimeout(now.timers.reopen);
    if (now.source || !now.url || document.hidden) return;
    const source = new EventSource(now.url);
    now.source = source;
    source.onopen = heard;
    source.addEventListener("beat", heard);
    source.addEventListener("version", (event) => { heard(); told(JSON.parse(event.data).v); });
    source.onerror = () => now.source === source && reopen();
  }

  function close() {
    if (now.source) now.source.close();
    now.source = null;
    clearTimeout(now.timers.reopen);
  }

  // An EventSource gives up for good on some answers, so each close is followed by a new one.
  function reopen() {
    close();
    now.broken = true;
    const wait = Math.min(BACKOFF.most, BACKOFF.first * 2 ** now.tries) * (0.5 + Math.random() / 2);
    now.tries += 1;
    now.timers.reopen = setTimeout(open, wait);
  }

  function heard() {
    now.heard = Date.now();
    now.broken = false;
    now.tries = 0;
    look();
  }

  // What comes while a picture is under way waits for it: a weak line would fall behind, picture by picture.
  function told(version) {
    if (now.wanted) now.next = version;
    else if (version !== now.drawn) want(version);
  }

  function want(version) {
    const since = now.wanted ? now.wanted.since : Date.now();
    now.wanted = { version, since, asked: 0 };
    askFor(now.wanted);
  }

  function askFor(wanted) {
    wanted.asked = Date.now();
    ask(wanted.version);
  }

  // Every second: silence is a broken stream; a picture asked for and not drawn is a broken websocket.
  function look() {
    const silent = Date.now() - now.heard;
    const waited = now.wanted ? Date.now() - now.wanted.since : 0;
    if (now.source && silent > PATIENCE.silent) reopen();
    if (!now.wanted && Date.now() - now.drew > STALE) want(now.drawn);
    if (now.wanted && Date.now() - now.wanted.asked > ASK_AGAIN) askFor(now.wanted);
    lost(silent > (now.broken ? PATIENCE.broken : PATIENCE.silent) || waited > PATIENCE.unanswered);
    if (waited > PATIENCE.stuck && !now.broken) startAfresh();
  }

  function seenOrHidden() {
    if (document.hidden) return close();
    now.heard = Date.now();
    return open();
  }

  document.addEventListener("visibilitychange", seenOrHidden);
  now.timers.look = setInterval(() => now.url && !document.hidden && look(), 1000);
  return {
    drew(url, version) {
      const { next } = now;
      Object.assign(now, { drawn: version, drew: Date.now(), wanted: null, next: null });
      if (next && next !== version) want(next);
      if (url !== now.url) { close(); now.url = url; now.heard = Date.now(); }
      open();
      if (!url) lost(false);
    },
    end() {
      close();
      clearInterval(now.timers.look);
      document.removeEventListener("visibilitychange", seenOrHidden);
    },
  };
}
