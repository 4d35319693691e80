// What the pages can't do alone: hear of changes, and lose nothing while the line is down.
// These files become one script, in one function. Written for Safari 12 and Chrome 60.
const body = document.body, root = document.documentElement;
const base = "/j/" + body.getAttribute("data-code");
const words = name => body.getAttribute("data-" + name);
const one = (what, inside) => (inside || document).querySelector(what);
const all = (what, inside) => Array.prototype.slice.call((inside || document).querySelectorAll(what));
const main = () => document.getElementById("main");
const step = () => main().getAttribute("data-activity");
const jitter = ms => ms * (0.75 + Math.random() / 2);
// Without the time: keys stand in files that are shared, and a phone's clock would be known again by its error.
const some = () => Math.random().toString(36).slice(2, 12);
const newKey = () => some() + some();

// Kept on the phone; in private mode only as long as the page is open. What one page forgets no other page has either.
const memory = {};
function keep(name, value) {
  try {
    if (value) localStorage.setItem(base + name, JSON.stringify(value));
    else localStorage.removeItem(base + name);
    delete memory[name];
  } catch (full) {
    // Memory has it; what is older must not stand in its way.
    memory[name] = value;
    try { localStorage.removeItem(base + name); } catch (none) { /* private mode */ }
  }
}
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(base + name)) || memory[name] || null;
  } catch (none) {
    return memory[name] || null;
  }
}

// Nothing that was written for this workshop is kept on the phone any more.
function forget() {
  clearTimeout(settling);
  settling = 0;
  Object.keys(memory).forEach(name => { delete memory[name]; });
  try {
    Object.keys(localStorage).filter(name => name.indexOf(base) === 0).forEach(name => localStorage.removeItem(name));
  } catch (none) { /* then nothing was kept */ }
}

function ask(method, address, content, headers, answered) {
  const call = new XMLHttpRequest();
  call.open(method, address);
  call.timeout = 15000;
  Object.keys(headers).forEach(name => call.setRequestHeader(name, headers[name]));
  if (content !== null) call.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  call.onloadend = () => answered(call.status, call.responseText, call.getResponseHeader("ETag"));
  call.send(content);
}

// One line at the top says how the connection is.
let fading = 0;
function line(text, seconds) {
  clearTimeout(fading);
  one("#line").textContent = text;
  if (seconds) fading = setTimeout(() => line(""), seconds * 1000);
}
const says = name => one("#line").textContent === words(name);
function lineIsBack(name) {
  if (says(name)) line(words("back"), 4);
}
