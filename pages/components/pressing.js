// A press on a button, and how long what it does may take to be begun.

const DOING = 700;

function isPress(event) {
  return event.composedPath().some((part) => part instanceof HTMLButtonElement);
}
