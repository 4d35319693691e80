// What stands around the list: counts, filter, the buttons of each action, the themes, what is said aloud, the keys.

/** Action, and the key that does it. */
const ACTIONS = { hide: "h", approve: "a", edit: "e", merge: "m", similar: "s", unmerge: "u", theme: "t" };
const COUNTS = ["fresh", "waiting", "themeless", "hidden"];
const NUMBERED = 9;

class Frame {
  constructor(sorter) {
    this.sorter = sorter;
    const { words } = sorter;
    this.total = make("span", { class: "total" });
    this.jumps = Object.fromEntries(COUNTS.map((sort) => [sort, this.jump(sort)]));
    this.ticked = labelled("", "Esc", { class: "count ticked", click: () => sorter.escape() });
    this.unsaved = make("span", { class: "unsaved", role: "status" });
    this.filter = make("input", { type: "search", class: "filter", placeholder: words.filter, dir: "auto",
      "aria-label": words.filter, "aria-keyshortcuts": "/", input: () => sorter.narrow(),
      keydown: (event) => this.filterKey(event) });
    this.cover = labelled(words.show_private, "p", { title: words.private_help, click: () => sorter.toggleCover() });
    this.actions = this.actionButtons();
    this.toolbar = make("div", { role: "toolbar", class: "toolbar", "aria-label": words.actions,
      keydown: (event) => this.toolbarKey(event) }, ...Object.values(this.actions));
    this.themes = make("div", { role: "group", class: "chips numbered", "aria-label": words.themes });
    this.note = make("div", { class: "note" }, make("span", {}, words.merge_note),
      labelled(words.cancel, "Esc", { click: () => sorter.escape() }));
    this.none = make("p", { class: "none" });
    this.live = make("div", { role: "status", class: "aloud" });
    this.help = this.helpDialog();
    this.node = this.assembled();
  }

  assembled() {
    const { sorter } = this;
    const help = labelled(sorter.words.keys, "?", { click: () => sorter.showKeys() });
    const tools = make("div", { class: "tools" }, this.filter, this.cover, help);
    const head = make("div", { class: "head" },
      this.total, ...Object.values(this.jumps), this.ticked, this.unsaved, tools);
    const actions = make("div", { class: "stack" }, this.toolbar, this.note);
    return make("div", { class: "sorter", lang: sorter.data.lang, keydown: (event) => pressed(sorter, event) },
      head, actions, this.themes, sorter.list, this.none, this.live, this.help);
  }

  jump(sort) {
    return make("button", { type: "button", class: "count", click: () => this.sorter.jump(sort) });
  }

  actionButtons() {
    const { sorter } = this;
    const button = ([action, key]) => [action,
      labelled(sorter.words[action], key, { tabindex: "-1", click: () => sorter.act(action) })];
    return Object.fromEntries(Object.entries(ACTIONS).map(button));
  }

  helpDialog() {
    const { words } = this.sorter;
    const row = ([keys, sentence]) => make("tr", {}, make("th", { scope: "row" }, keys), make("td", {}, sentence));
    const close = labelled(words.close, "Esc", { class: "primary", click: () => this.help.close() });
    return make("dialog", { "aria-label": words.keys, keydown: (event) => event.stopPropagation(),
      close: () => this.sorter.focus() },
    make("h2", {}, words.keys), make("table", {}, make("tbody", {}, ...words.help.map(row))), close);
  }

  /** One tab stop for all actions; arrows move within it (WAI-ARIA practices, toolbar). */
  toolbarKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = Object.values(this.actions).filter((button) => !button.disabled && !button.hidden);
    const next = buttons.at((buttons.indexOf(event.target) + step) % buttons.length);
    next.focus();
    this.setTabStop(next);
  }

  setTabStop(wanted) {
    const usable = Object.values(this.actions).filter((button) => !button.disabled && !button.hidden);
    const stop = usable.includes(wanted) ? wanted : usable.find((button) => button.tabIndex === 0) || usable[0];
    for (const button of Object.values(this.actions)) button.tabIndex = button === stop ? 0 : -1;
  }

  filterKey(event) {
    if (event.isComposing || !["Enter", "ArrowDown", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.filter.value = "";
    this.sorter.narrow();
    this.sorter.focus();
  }

  paint() {
    const { sorter } = this;
    const counts = { ...counted(sorter.ideas), fresh: sorter.fresh.size };
    const said = (sort) => plural(sorter.words.counts[sort], counts[sort], sorter.data.lang);
    this.total.textContent = counts.merged ? `${said("ideas")} · ${said("merged")}` : said("ideas");
    for (const sort of COUNTS) {
      this.jumps[sort].hidden = !counts[sort];
      this.jumps[sort].textContent = said(sort);
    }
    this.paintActions(counts);
    this.paintThemes();
    this.paintNote();
    this.paintUnsaved();
  }

  paintActions(counts) {
    const { sorter, actions } = this;
    const able = usableActions(sorter);
    for (const action of Object.keys(ACTIONS)) actions[action].disabled = !able[action];
    actions.approve.hidden = !sorter.data.approve_first && !counts.waiting;
    actions.hide.firstChild.textContent = able.restores ? sorter.words.restore : sorter.words.hide;
    this.paintCover();
    setAttribute(this.cover, "aria-pressed", String(sorter.uncovered));
    this.setTabStop();
  }

  paintCover() {
    const { sorter, cover } = this;
    const { words, data } = sorter;
    const many = data.ideas.filter((idea) => idea.state !== "shown").length;
    cover.hidden = !data.private || (!many && !sorter.uncovered);
    const show = filled(words.show_private, { n: many.toLocaleString(data.lang) });
    cover.firstChild.textContent = sorter.uncovered ? words.cover_again : show;
  }

  paintThemes() {
    const { sorter } = this;
    const themes = sorter.themes.slice(0, NUMBERED);
    if (this.drawnThemes === themes.join("\n")) return;
    this.drawnThemes = themes.join("\n");
    const chip = (theme, n) => labelled(theme, String(n + 1), { class: "chip", tabindex: "-1",
      click: () => sorter.giveTheme(theme) });
    this.themes.hidden = !themes.length;
    this.themes.replaceChildren(...themes.map(chip));
  }

  /** What the next key will act on, when that is not simply the row in focus. It takes the place of the buttons, so
   * that nothing moves while one chooses. */
  paintNote() {
    const { merging, ticked, words, data } = this.sorter;
    this.note.hidden = !merging;
    this.node.classList.toggle("merging", Boolean(merging));
    this.ticked.hidden = !ticked.size;
    this.ticked.firstChild.textContent = plural(words.counts.ticked, ticked.size, data.lang);
  }

  paintUnsaved() {
    const { outbox, words, data } = this.sorter;
    this.unsaved.textContent = outbox.isLate ? plural(words.counts.unsaved, outbox.kept.length, data.lang) : "";
  }

  paintNone(isFiltered) {
    const { sorter } = this;
    this.none.hidden = sorter.visible.length > 0;
    this.none.textContent = isFiltered ? sorter.words.none_match : sorter.words.none_yet;
  }
}
