// The sorter: a list of ideas that a community manager sorts without lifting the hands from the keyboard, or with one
// finger. Every command shows at once and is reconciled when the server's next data arrives.

class Sorter {
  constructor(root, data) {
    Object.assign(this, { root, data, words: data.words, ideas: new Map(), order: [], visible: [], themes: [] });
    Object.assign(this, { current: null, merging: null, panel: null, uncovered: false, wanted: "" });
    Object.assign(this, { rows: new Map(), fresh: new Set(), ticked: new Set() });
    this.list = make("div", { role: "treegrid", class: "list", "aria-label": this.words.list,
      "aria-multiselectable": "true", focusin: (event) => this.arrived(event), click: (event) => this.clicked(event) });
    this.outbox = new Outbox(data.key, { isHere: () => root.isConnected, onLate: () => this.frame.paintUnsaved() });
    this.frame = new Frame(this);
    root.append(this.frame.node);
  }

  update(data, setTriggerValue, setStateValue) {
    const isFirst = !this.outbox.send;
    this.data = data;
    this.outbox.send = (commands) => setTriggerValue("command", commands);
    this.tellCover = () => setStateValue("uncovered", this.uncovered);
    this.outbox.acknowledge(data.done);
    this.learn(data.ideas);
    this.draw();
    if (isFirst) requestAnimationFrame(() => this.takeFocus());
  }

  /** Keys work at once, unless somebody is already busy elsewhere on the page. */
  takeFocus() {
    const { activeElement, body } = document;
    if (!activeElement || activeElement === body) this.rowOf(this.current)?.node.focus({ preventScroll: true });
  }

  /** New ideas go to the end. One that is being mended stays until that is over, though its author withdrew it. */
  learn(ideas) {
    const there = new Set(ideas.map((idea) => idea.id));
    const isFirst = !this.order.length;
    const known = new Set(this.order);
    const arriving = ideas.map((idea) => idea.id).filter((id) => !known.has(id));
    this.order = [...this.order.filter((id) => there.has(id) || id === this.panel?.id), ...arriving];
    for (const id of [...this.fresh, ...this.ticked]) {
      if (!there.has(id)) this.fresh.delete(id), this.ticked.delete(id);
    }
    if (this.merging?.some((id) => !there.has(id))) this.merging = null;
    if (isFirst || !arriving.length) return;
    for (const id of arriving) this.fresh.add(id);
    this.say(plural(this.words.counts.fresh, this.fresh.size, this.data.lang));
  }

  think() {
    const { data, outbox, panel } = this;
    const before = panel && this.ideas.get(panel.id);
    this.ideas = laidOver(data.ideas, outbox.kept, data.approve_first);
    if (panel && !this.ideas.has(panel.id)) this.ideas.set(panel.id, { ...before, into: null, gone: true });
    this.themes = themesInOrder(this.themes, data.themes, this.ideas);
    this.order = this.order.filter((id) => this.ideas.has(id));
  }

  /** Draws all anew, leaving the focus, what is typed and the place on the screen of the current row as they are. */
  draw() {
    this.think();
    const before = this.visible;
    this.visible = listed(this.order, this.ideas).filter((id) => this.matches(id));
    this.keepCurrent(before);
    const anchor = this.rowOf(this.panel?.id ?? this.current)?.node;
    const top = this.heightOf(anchor);
    const hadFocus = this.list.contains(this.root.activeElement);
    arrange(this.list, this.visible.map((id) => this.rowOf(id).node), anchor);
    for (const id of this.visible) this.paintRow(id);
    if (anchor?.isConnected && top !== null) this.list.scrollTop += this.heightOf(anchor) - top;
    this.frame.paint();
    this.frame.paintNone(Boolean(this.wanted));
    if (hadFocus && !this.list.contains(this.root.activeElement)) this.focus();
  }

  heightOf(node) {
    return node?.isConnected ? node.getBoundingClientRect().top - this.list.getBoundingClientRect().top : null;
  }

  paintRow(id) {
    const row = this.rowOf(id);
    row.paint(faceOf(this, id));
    row.node.tabIndex = id === this.current ? 0 : -1;
    row.node.classList.toggle("current", id === this.current);
  }

  rowOf(id) {
    if (!id || !this.ideas.has(id)) return null;
    if (!this.rows.has(id)) this.rows.set(id, new Row(this, id));
    return this.rows.get(id);
  }

  /** A current row that is gone hands over to the one that stood after it, or before it at the end. */
  keepCurrent(before) {
    if (this.visible.includes(this.current)) return;
    const place = before.indexOf(this.current);
    const heirs = [...before.slice(place + 1), ...before.slice(0, Math.max(place, 0)).reverse()];
    this.current = heirs.find((id) => this.visible.includes(id)) ?? this.visible[0] ?? null;
  }

  matches(id) {
    if (!this.wanted || id === this.panel?.id) return true;
    const idea = this.ideas.get(id);
    const text = `${idea.text}\n${idea.theme}`.toLocaleLowerCase(this.data.lang);
    return !this.isCovered(idea) && text.includes(this.wanted);
  }

  /** A text that is not here yet, or not any more, is covered whatever its state. */
  isCovered(idea) {
    return this.data.private && (!idea.text || (!this.uncovered && idea.state !== "shown"));
  }

  /** Near duplicates that stand by themselves and can be seen. */
  suggested(id) {
    if (!this.ideas.has(id) || isMerged(this, id)) return [];
    const stands = (other) => other !== id && this.ideas.has(other) && !isMerged(this, other);
    const idea = (other) => this.ideas.get(other);
    return (idea(id).similar || []).filter((other) =>
      stands(other) && !LACKS.hidden(idea(other)) && !this.isCovered(idea(other)));
  }

  targets() {
    if (this.ticked.size) return this.visible.filter((id) => this.ticked.has(id));
    return this.current ? [this.current] : [];
  }

  // --- Moving

  focus(id = this.current) {
    if (id !== this.current && this.visible.includes(id)) this.setCurrent(id);
    const node = this.rowOf(this.current)?.node;
    if (!node?.isConnected) return;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }

  setCurrent(id) {
    const before = this.current;
    this.current = id;
    const wasFresh = this.fresh.delete(id);
    for (const changed of [before, id]) if (this.rowOf(changed)) this.paintRow(changed);
    if (wasFresh) this.frame.paint();
    else this.frame.paintActions(counted(this.ideas));
  }

  arrived(event) {
    const row = event.target.closest(".row")?.row;
    if (row && row.id !== this.current) this.setCurrent(row.id);
  }

  clicked(event) {
    const row = event.target.closest(".row")?.row;
    if (!row || event.target.closest("button, input, textarea") || !this.merging) return;
    this.focus(row.id);
    this.chooseTarget();
  }

  move(step) {
    const last = this.visible.length - 1;
    const place = Math.min(Math.max(this.visible.indexOf(this.current) + step, 0), last);
    if (last >= 0) this.focus(this.visible[place]);
  }

  /** The next sensible row: not one that just moved, not hidden, not merged; `first` says which are wanted most. */
  following(affected, first) {
    const after = this.visible.slice(this.visible.indexOf(this.current) + 1).filter((id) => !affected.includes(id));
    const isSensible = (id) => !isMerged(this, id) && !LACKS.hidden(this.ideas.get(id));
    const isWanted = (id) => first && isSensible(id) && first(this.ideas.get(id));
    return after.find(isWanted) ?? after.find(isSensible) ?? after[0] ?? this.current;
  }

  jump(sort) {
    const { ideas, current, visible, fresh } = this;
    const isUndone = (idea) => LACKS.waiting(idea) || LACKS.themeless(idea);
    const is = { ...LACKS, undone: isUndone, fresh: (idea) => fresh.has(idea.id) }[sort];
    const place = visible.indexOf(current);
    const found = [...visible.slice(place + 1), ...visible.slice(0, place + 1)]
      .find((id) => !isMerged(this, id) && is(ideas.get(id)));
    if (found) this.focus(found);
    else this.say(this.words.all_done);
  }

  narrow() {
    this.wanted = this.frame.filter.value.trim().toLocaleLowerCase(this.data.lang);
    this.draw();
    this.rowOf(this.current)?.node.scrollIntoView({ block: "nearest" });
  }

  // --- Doing

  act(action, ids = this.targets()) {
    if (!ids.length) return;
    if (!["edit", "theme", "merge"].includes(action)) this.focus();
    DO[action](this, ids);
  }

  command(verb, ids, values, said) {
    if (!ids.length) return this.say(this.words.nothing_to_do);
    for (const id of ids) this.fresh.delete(id);
    this.ticked.clear();
    this.outbox.put({ verb, ideas: ids, ...values });
    this.draw();
    this.say(filled(said, { n: ids.length, theme: values.theme }));
    return this.focus();
  }

  commandAndGoOn(verb, ids, values, said, first) {
    const next = this.following(ids, first);
    const isLast = next === this.current;
    this.command(verb, ids, values, said);
    if (ids.length) this.focus(this.visible.includes(next) ? next : undefined);
    if (ids.length && isLast) this.say(`${filled(said, { theme: values.theme })} ${this.words.last}`);
  }

  giveNumberedTheme(n) {
    if (n > this.themes.length) this.say(this.words.no_such_theme);
    else this.giveTheme(n ? this.themes[n - 1] : "");
  }

  giveTheme(theme, ids = seen(this, this.targets()).map((idea) => idea.id)) {
    const changing = ids.filter((id) => this.ideas.get(id)?.theme !== theme);
    if (changing.length || !ids.length) {
      this.commandAndGoOn("theme", changing, { theme }, theme ? this.words.theme_said : this.words.theme_gone);
    } else {
      this.focus(this.following(ids));
    }
  }

  tick(id) {
    if (!this.ticked.delete(id)) this.ticked.add(id);
    this.draw();
  }

  startMerging(ids) {
    this.merging = ids;
    this.ticked.clear();
    this.draw();
    this.focus();
    this.say(this.words.merge_note);
  }

  chooseTarget() {
    if (this.merging) merge(this, this.merging, this.current);
  }

  escape() {
    const filter = this.frame.filter;
    if (this.merging) this.merging = null;
    else if (this.ticked.size) this.ticked.clear();
    else filter.value = "";
    this.narrow();
    this.focus();
  }

  open(panel) {
    if (this.panel instanceof EditPanel) this.panel.save();
    this.panel?.close();
    this.panel = panel;
    this.setCurrent(panel.id);
    panel.open(this.rowOf(panel.id));
  }

  toggleCover() {
    if (!this.data.private) return;
    this.uncovered = !this.uncovered;
    this.draw();
    this.tellCover();
    this.say(this.uncovered ? this.words.uncovered_said : this.words.covered_said);
  }

  showKeys() {
    this.frame.help.showModal();
  }

  say(sentence) {
    this.frame.live.textContent = sentence;
  }
}

const SORTERS = new WeakMap();

/** Called at every change of the data. What is returned may also be called while the sorter stands: it only rests. */
export default function ({ parentElement, data: [data], setTriggerValue, setStateValue }) {
  if (!SORTERS.has(parentElement)) SORTERS.set(parentElement, new Sorter(parentElement, data));
  const sorter = SORTERS.get(parentElement);
  sorter.update(data, setTriggerValue, setStateValue);
  return onceGone(parentElement, () => sorter.outbox.rest());
}
