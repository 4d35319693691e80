// The last resort, at most once a minute: the server answers, but this page can no longer use it.
function startAfresh(address = location.href) {
  const last = Number(sessionStorage.getItem("asukasilta-afresh") || 0);
  if (Date.now() - last < 60000) return;
  sessionStorage.setItem("asukasilta-afresh", String(Date.now()));
  if (address === location.href) location.reload(); // assigning an address with a # would only scroll
  else location.assign(address);
}
