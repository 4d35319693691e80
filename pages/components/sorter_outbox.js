// Commands on their way. Each is kept until the server acknowledges its id, and every message carries all that are
// kept, in order: a message that is lost, or comes twice, does no harm.

const FIRST_PATIENCE = 1500;
const LONGEST_PATIENCE = 8000;
const KEPT = new Map(); // by the key of the sorter: what is kept outlives a sorter that is drawn anew

class Outbox {
  constructor(key, { isHere, onLate }) {
    if (!KEPT.has(key)) KEPT.set(key, []);
    Object.assign(this, { key, isHere, onLate, patience: FIRST_PATIENCE, timer: null, isLate: false });
  }

  get kept() {
    return KEPT.get(this.key);
  }

  put(command) {
    this.kept.push({ id: newId(), ...command });
    this.post();
  }

  acknowledge(done) {
    const left = this.kept.filter((command) => !done.includes(command.id));
    if (left.length < this.kept.length) this.rest();
    KEPT.set(this.key, left);
    this.post();
  }

  /** One message at a time: what is typed meanwhile goes with the next, so a slow server is not flooded. */
  post() {
    if (this.timer || !this.kept.length) return;
    this.timer = setTimeout(() => this.repeat(), this.patience);
    this.send(this.kept);
  }

  repeat() {
    this.timer = null;
    if (!this.isHere()) return;
    this.patience = Math.min(this.patience * 2, LONGEST_PATIENCE);
    this.isLate = true;
    this.onLate();
    this.post();
  }

  rest() {
    clearTimeout(this.timer);
    Object.assign(this, { patience: FIRST_PATIENCE, timer: null, isLate: false });
  }
}

/** `crypto.randomUUID` is missing where the desk is opened over plain HTTP from another machine. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
