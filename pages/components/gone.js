// Streamlit calls a component for each drawing, and ends a call that a newer one has overtaken, before or after the newer
// one has run. What lasts from call to call ends only once its place is gone from the page.
const onceGone = (parent, end) => () => { if (!parent.isConnected) end(); };
