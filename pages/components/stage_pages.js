// Lists too long for the wall: the largest type that fits on one page, else the smallest, turned page by page.
//
// The sheet is a multi-column box of fixed height. What does not fit flows into further columns beside it, so nothing
// can overlap or be cut, and a page is a shift by one width.

const TURN = 8000;

function pager(onPage) {
  const now = { sheet: null, page: 0, pages: 1, first: TURN, timer: null, fitted: new Map() };

  // The first of these forms that is whole on one page, else the last one, on several. `sizes` in units, largest first;
  // `wide` is the least width of a column in multiples of the type size; `whole` is what bears the size, if that is
  // more than the sheet; `grid` puts so many side by side, each in a place of its own, instead of letting them flow.
  // The first page stands for `first` milliseconds.
  function fit(sheet, forms, { first = TURN } = {}) {
    if (sheet !== now.sheet) restart(sheet);
    now.first = first;
    const whole = fitsFromWhereItWas(sheet, forms);
    if (!whole) widen(sheet);
    const pages = whole ? 1 : pagesOf(sheet);
    if (pages !== now.pages) turn(pages);
    show(Math.min(now.page, pages - 1));
    return pages;
  }

  const fits = (sheet, forms) =>
    forms.some((form) => form.sizes.some((size) => fitsAt(sheet, size, form)));

  // Each try lays out the whole sheet, many times a second while people write. What was too large before need not be
  // tried again, in the same room, for more of the same.
  function fitsFromWhereItWas(sheet, forms) {
    const tries = forms.flatMap((form) => form.sizes.map((size) => [size, form]));
    const room = JSON.stringify([sheet.clientWidth, sheet.clientHeight, forms]);
    const count = sheet.childElementCount;
    const length = (forms[0].whole || sheet).textContent.length;
    const was = now.fitted.get(room);
    const grew = was && count >= was.count && length >= was.length;
    let at = grew ? Math.min(was.at, tries.length - 1) : 0;
    while (at < tries.length && !fitsAt(sheet, ...tries[at])) at += 1;
    now.fitted.set(room, { count, length, at });
    return at < tries.length;
  }

  function fitsAt(sheet, size, { wide, whole = sheet, grid = 0 }) {
    const room = sheet.clientWidth / unit();
    whole.style.setProperty("--size", size);
    sheet.classList.toggle("grid", grid > 0);
    sheet.style.setProperty("--grid", grid);
    sheet.style.columnCount = Math.max(1, Math.floor(room / (size * wide)));
    const isInside = (whole === sheet && !grid) || whole.scrollHeight <= whole.clientHeight + (grid ? 0 : 1);
    return isInside && !torn(sheet) && sheet.scrollWidth <= sheet.clientWidth + 1;
  }

  // A card that is higher than the sheet is torn in two; in fewer and wider columns it is lower.
  function widen(sheet) {
    while (torn(sheet) && sheet.style.columnCount > 1) sheet.style.columnCount -= 1;
  }

  const torn = (sheet) => [...sheet.querySelectorAll(".whole")].some((node) => node.getClientRects().length > 1);

  function turn(pages) {
    clearTimeout(now.timer);
    now.pages = pages;
    if (pages > 1) wait();
  }

  function wait() {
    now.timer = setTimeout(() => {
      show((now.page + 1) % now.pages);
      wait();
    }, now.page ? TURN : now.first);
  }

  function show(page) {
    now.page = page;
    const way = getComputedStyle(now.sheet).direction === "rtl" ? 1 : -1;
    now.sheet.style.transform = `translateX(${way * page * pageWidth(now.sheet)}px)`;
    onPage(page + 1, now.pages);
  }

  // Letters have changed their shape, say, or the window its size.
  const forget = () => now.fitted.clear();

  function restart(sheet) {
    now.sheet = sheet;
    now.page = 0;
    forget();
    turn(1);
    onPage(1, 1);
  }

  return { fit, fits, forget, stop: () => restart(null) };
}

// The last page ends with its last column; a scroll width is whole pixels, hence the hundredth.
const pagesOf = (sheet) => Math.ceil((sheet.scrollWidth + gap(sheet)) / pageWidth(sheet) - 0.01);
const gap = (sheet) => parseFloat(getComputedStyle(sheet).columnGap) || 0;
const pageWidth = (sheet) => sheet.getBoundingClientRect().width + gap(sheet);
const unit = () => Math.min(innerWidth / 100, (innerHeight / 100) * (16 / 9));
