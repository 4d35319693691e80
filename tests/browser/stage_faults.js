// What is wrong with the picture on the wall, in words; looked for in `shadow`, the root of the stage.
() => {
  const faults = [];
  const box = (node) => node.getBoundingClientRect();
  const seen = (node) => node && node.checkVisibility();
  const says = (node) => `${node.className}: ${node.textContent.trim().slice(0, 40)}`;
  const inside = (a, b) =>
    a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  const meet = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

  function frame() {
    const names = [".poster", ".heading", ".corner", ".blocks", ".counts", ".page", ".clock"];
    const parts = names.map((name) => shadow.querySelector(name)).filter(seen);
    const room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    parts.forEach((part, i) => {
      if (!inside(box(part), room)) faults.push(`outside the room: ${says(part)}`);
      apart(part, parts.slice(0, i));
    });
  }

  function apart(node, others) {
    others.filter((other) => meet(box(node), box(other)))
      .forEach((other) => faults.push(`${says(node)} over ${says(other)}`));
  }

  function full() {
    [...shadow.querySelectorAll(".blocks, .block, .whole")].filter(seen)
      .filter((node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)
      .forEach((node) => faults.push(`runs over: ${says(node)}`));
  }

  // Each card lies wholly on one of the pages, which stand side by side.
  function pages(sheet) {
    const page = box(sheet.parentElement);
    const step = page.width + parseFloat(getComputedStyle(sheet).columnGap);
    const cards = [...sheet.querySelectorAll(".whole")];
    const ends = [...sheet.querySelectorAll(".whole, .zero")].map((each) => box(each).right - box(sheet).left - 1);
    const last = Math.max(0, ...ends.map((end) => Math.floor(end / step)));
    const sign = shadow.querySelector(".page").textContent;
    if (last > 0 && !sign.endsWith(` ${last + 1}`)) faults.push(`${last + 1} pages, and the sign says "${sign}"`);
    cards.forEach((card, i) => {
      const { left, right, top, bottom } = box(card);
      const shift = box(sheet).left - page.left + Math.floor((left - box(sheet).left + 1) / step) * step;
      const turned = { left: left - shift, right: right - shift, top, bottom };
      if (!inside(turned, page)) faults.push(`on no page: ${says(card)}`);
      apart(card, cards.slice(0, i));
    });
  }

  frame();
  full();
  shadow.querySelectorAll(".sheet").forEach(pages);
  return faults;
}
