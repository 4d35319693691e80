// Charts that change rarely, drawn by Plotly. Its script is heavy, so it comes when the first chart is near.

const LENGTHS = new Set(["size", "width", "l", "r", "t", "b", "borderpad"]);
let plotly = null;

// From our own server. What could not be fetched is asked for again with the next picture.
function plotlyFrom(address) {
  plotly = plotly || new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { plotly = null; script.remove(); reject(new Error("no chart")); };
    document.head.append(script);
  });
  return plotly;
}

// Draws into a node of a size of its own; over what stands there, which is never taken away before.
function drawChart(node, { figure, script }) {
  const size = { width: node.clientWidth, height: node.clientHeight };
  const wanted = JSON.stringify([figure, size, unit()]);
  if (node.dataset.wanted === wanted || !size.width || !size.height) return;
  node.dataset.wanted = wanted;
  plotlyFrom(script).then((Plotly) => {
    if (node.dataset.wanted !== wanted || !node.isConnected) return;
    const { data, layout } = onTheWall(figure, getComputedStyle(node).fontFamily);
    Plotly.react(node, data, { ...layout, ...size }, { staticPlot: true });
  }).catch(() => delete node.dataset.wanted);
}

// Lengths are given for a wall of 1920 × 1080.
function onTheWall(figure, family) {
  const scale = unit() / 19.2;
  const scaled = (value, name, inside) => {
    if (Array.isArray(value)) return value.map((each) => scaled(each, "", inside));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scaled(each, key, name)]));
    }
    if (name === "family") return family;
    const isLength = typeof value === "number" && LENGTHS.has(name) && !(name === "width" && inside === "");
    return isLength ? value * scale : value;
  };
  return scaled(figure, "", "");
}
