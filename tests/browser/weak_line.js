// As on a weak line: what the server sends comes piece by piece, each a moment after the one before, and the page is drawn
// in between. `line.stop()` keeps it back until `line.go()`.

const listen = WebSocket.prototype.addEventListener;
let open = Promise.resolve();

window.line = {
  moment: 5,
  waiting: 0,
  stop() { open = new Promise((go) => { this.go = go; }); },
};

WebSocket.prototype.addEventListener = function (kind, hear, ...more) {
  let turn = Promise.resolve();
  const inTurn = (event) => {
    window.line.waiting += 1;
    turn = turn.then(() => new Promise((next) => setTimeout(next, window.line.moment))).then(() => open).then(() => {
      window.line.waiting -= 1;
      hear(event);
    });
  };
  return listen.call(this, kind, kind === "message" ? inTurn : hear, ...more);
};
