// Counts by this machine's own steady clock from what the server said was left.

const TICK = 200;

export default function ({ data: [data], parentElement }) {
  const ends = performance.now() + data.seconds * 1000;
  const label = parentElement.querySelector(".label");
  const time = parentElement.querySelector("time");
  clearInterval(parentElement.ticking);
  parentElement.ticking = setInterval(draw, TICK);
  draw();

  function draw() {
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const over = left === 0 && data.over;
    say(label, over ? data.over : data.label);
    say(time, over ? "" : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
  }

  return onceGone(parentElement, () => clearInterval(parentElement.ticking));
}

// The page is laid out anew for each change, also for one that changes nothing.
function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}
