// Lists too long for the wall: the largest type that fits on one page, else the smallest, turned page by page.
//
// The sheet is a multi-column box of fixed height. What does not fit flows into further columns beside it, so nothing
// can overlap or be cut, and a page is a shift by one width.

const TURN = 8000;

function pager(onPage) {
  const now = { sheet: null, page: 0, pages: 1, timer: null };

  // The first of these forms that is whole on one page, else the last one, on several. `sizes` in units, largest first;
  // `wide` is the least width of a column in multiples of the type size.
  function fit(sheet, forms) {
    if (sheet !== now.sheet) restart(sheet);
    const whole = forms.some(({ sizes, wide }) => sizes.some((size) => fitsAt(sheet, size, wide)));
    if (!whole) widen(sheet);
    const pages = whole ? 1 : pagesOf(sheet);
    if (pages !== now.pages) turn(pages);
    show(Math.min(now.page, pages - 1));
    return pages;
  }

  function fitsAt(sheet, size, wide) {
    const room = sheet.clientWidth / unit();
    sheet.style.setProperty("--size", size);
    sheet.style.columnCount = Math.max(1, Math.floor(room / (size * wide)));
    return !torn(sheet) && sheet.scrollWidth <= sheet.clientWidth + 1;
  }

  // A card that is higher than the sheet is torn in two; in fewer and wider columns it is lower.
  function widen(sheet) {
    while (torn(sheet) && sheet.style.columnCount > 1) sheet.style.columnCount -= 1;
  }

  const torn = (sheet) => [...sheet.querySelectorAll(".whole")].some((node) => node.getClientRects().length > 1);

  function turn(pages) {
    clearInterval(now.timer);
    now.pages = pages;
    if (pages > 1) now.timer = setInterval(() => show((now.page + 1) % now.pages), TURN);
  }

  function show(page) {
    now.page = page;
    const way = getComputedStyle(now.sheet).direction === "rtl" ? 1 : -1;
    now.sheet.style.transform = `translateX(${way * page * pageWidth(now.sheet)}px)`;
    onPage(page + 1, now.pages);
  }

  function restart(sheet) {
    now.sheet = sheet;
    now.page = 0;
    turn(1);
    onPage(1, 1);
  }

  return { fit, stop: () => restart(null) };
}

// The last page ends with its last column; a scroll width is whole pixels, hence the hundredth.
const pagesOf = (sheet) => Math.ceil((sheet.scrollWidth + gap(sheet)) / pageWidth(sheet) - 0.01);
const gap = (sheet) => parseFloat(getComputedStyle(sheet).columnGap) || 0;
const pageWidth = (sheet) => sheet.getBoundingClientRect().width + gap(sheet);
const unit = () => Math.min(innerWidth / 100, (innerHeight / 100) * (16 / 9));
