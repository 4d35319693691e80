// Hears that the room has changed, and asks for a rerun: at once, then at most every PACE, while the tab is seen.

const PACE = 700;
const ASK_AGAIN = 3000;
const BACKOFF = { first: 500, most: 8000 };

export default function ({ data, parentElement, setTriggerValue }) {
  const ear = (parentElement.ear ??= newEar());
  ear.drew(data, () => setTriggerValue("heard", Date.now()));
  return () => ear.end();
}

function newEar() {
  const now = { source: null, tries: 0, heard: null, drawn: null, asked: 0, drew: 0, timers: {} };

  function open() {
    clearTimeout(now.timers.reopen);
    if (now.source || document.hidden) return;
    now.source = new EventSource(now.address);
    now.source.onopen = () => { now.tries = 0; };
    now.source.addEventListener("version", (event) => { now.heard = JSON.parse(event.data).v; look(); });
    now.source.onerror = reopen;
  }

  function close() {
    if (now.source) now.source.close();
    now.source = null;
    clearTimeout(now.timers.reopen);
  }

  // An EventSource gives up for good on some answers, so each close is followed by a new one.
  function reopen() {
    close();
    const wait = Math.min(BACKOFF.most, BACKOFF.first * 2 ** now.tries) * (0.5 + Math.random() / 2);
    now.tries += 1;
    now.timers.reopen = setTimeout(open, wait);
  }

  // With news: soon, but not too often; a question without an answer was lost with a websocket and is asked again.
  function due() {
    if (now.heard === null || now.heard === now.drawn) return Math.max(now.drew, now.asked) + now.again;
    return now.asked + (now.asked > now.drew ? ASK_AGAIN : PACE);
  }

  function look() {
    clearTimeout(now.timers.look);
    if (document.hidden) return;
    if (due() <= Date.now()) ask();
    now.timers.look = setTimeout(look, due() - Date.now());
  }

  function ask() {
    now.asked = Date.now();
    now.trigger();
  }

  function seenOrHidden() {
    if (document.hidden) return close();
    open();
    return look();
  }

  document.addEventListener("visibilitychange", seenOrHidden);
  return {
    drew({ address, drawn, again }, trigger) {
      if (address !== now.address) close();
      Object.assign(now, { address, drawn, trigger, again: again * 1000, drew: Date.now() });
      open();
      look();
    },
    end() {
      close();
      clearTimeout(now.timers.look);
      document.removeEventListener("visibilitychange", seenOrHidden);
    },
  };
}
