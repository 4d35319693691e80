// Each visible piece of text: its type size in pixels, and how it begins.
() => [...shadow.querySelectorAll("*")]
  .filter((node) => node.localName !== "style" && node.checkVisibility())
  .filter((node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()))
  .map((node) => [parseFloat(getComputedStyle(node).fontSize), node.textContent.trim().slice(0, 40)])
