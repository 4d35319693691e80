// Inside the fragment that runs again: hands the screen on to the picture outside it, whose script then comes but once.
// Whichever of the two is there first waits for the other.
export default function ({ data: [data], setTriggerValue }) {
  window.asukasiltaScreen = { data, ask: (version) => setTriggerValue("changed", version) };
  dispatchEvent(new Event("asukasilta-screen"));
}
