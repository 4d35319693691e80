// One row: an idea, what is known of it, and the buttons for a mouse or a finger. Keys act on the focused row, so
// these buttons are no tab stops.

class Row {
  constructor(sorter, id) {
    this.sorter = sorter;
    this.id = id;
    this.text = make("p", { class: "text", dir: "auto" });
    this.alike = make("p", { class: "alike" });
    this.said = make("div", { role: "gridcell", class: "said" }, this.text, this.alike);
    this.marks = make("div", { role: "gridcell", class: "marks" });
    this.tick = this.button("", () => sorter.tick(id), { class: "tick" });
    this.acts = this.buttons();
    this.node = make("div", { role: "row", tabindex: "-1", class: "row" },
      make("div", { role: "gridcell", class: "pick" }, this.tick), this.said, this.marks,
      make("div", { role: "gridcell", class: "acts" }, ...Object.values(this.acts)));
    this.node.row = this;
  }

  button(label, act, attributes = {}) {
    const click = (event) => {
      event.stopPropagation();
      this.sorter.focus(this.id);
      if (this.sorter.merging) this.sorter.chooseTarget();
      else act();
    };
    return make("button", { type: "button", tabindex: "-1", ...attributes, click }, label);
  }

  buttons() {
    const { sorter, id } = this;
    const act = (verb) => () => sorter.act(verb, [id]);
    const label = sorter.words;
    return {
      approve: this.button(label.approve, act("approve")),
      edit: this.button(label.edit, act("edit")),
      hide: this.button(label.hide, act("hide")),
      theme: this.button(label.theme, act("theme")),
    };
  }

  /** Draws what `face` says; nothing is touched when nothing changed, so a rerun costs nothing. */
  paint(face) {
    const drawn = JSON.stringify(face);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.text.textContent = face.text;
    this.node.className = ["row", ...face.classes].join(" ");
    setAttribute(this.node, "aria-level", face.level);
    setAttribute(this.node, "aria-selected", String(face.ticked));
    setAttribute(this.node, "aria-label", [face.text, ...face.marks.map((mark) => mark.label)].join(", "));
    this.marks.replaceChildren(...face.marks.map((mark) => make("span", { class: `mark ${mark.sort}` }, mark.label)));
    this.paintButtons(face);
    this.paintAlike(face.alike);
  }

  paintButtons(face) {
    const { words } = this.sorter;
    setAttribute(this.tick, "aria-label", words.pick);
    setAttribute(this.tick, "aria-pressed", String(face.ticked));
    this.tick.textContent = face.ticked ? "✓" : "";
    this.acts.hide.textContent = face.state === "hidden" ? words.restore : words.hide;
    this.acts.approve.hidden = face.state !== "waiting";
    for (const button of [this.acts.edit, this.acts.theme]) button.disabled = face.covered;
  }

  paintAlike(alike) {
    const accept = () => this.button(this.sorter.words.accept, () => this.sorter.act("similar", [this.id]));
    const sentence = () => make("span", { dir: "auto" }, alike);
    this.alike.hidden = !alike;
    this.alike.replaceChildren(...(alike ? [sentence(), accept()] : []));
  }
}

/** What a row shows, as plain values. */
function faceOf(sorter, id) {
  const idea = sorter.ideas.get(id);
  const { words } = sorter;
  const covered = sorter.isCovered(idea);
  const isSource = Boolean(sorter.merging?.includes(id));
  const level = rootOf(sorter.ideas, id) === id ? 1 : 2;
  const states = { covered, source: isSource, [idea.state]: true, under: level === 2, ticked: sorter.ticked.has(id) };
  return {
    text: covered ? words.covered : idea.text,
    state: idea.state,
    covered,
    level,
    ticked: sorter.ticked.has(id),
    classes: Object.keys(states).filter((name) => states[name]),
    marks: marksOf(sorter, idea, level),
    alike: level === 1 && !covered ? alikeOf(sorter, id) : "",
  };
}

function marksOf(sorter, idea, level) {
  const { words } = sorter;
  const mark = (sort, label = words[sort]) => ({ sort, label });
  return [
    sorter.fresh.has(idea.id) && mark("fresh"),
    idea.gone && mark("gone"),
    idea.state !== "shown" && mark(idea.state, words[`is_${idea.state}`]),
    level === 2 && mark("merged", words.is_merged),
    idea.theme && mark("theme", idea.theme),
    idea.channel === "paper" && mark("paper"),
    idea.channel === "device" && mark("device"),
    idea.late && mark("late"),
    idea.original && mark("edited"),
  ].filter(Boolean);
}

function alikeOf(sorter, id) {
  const opening = sorter.data.lang === "en" ? "“" : "”";
  const texts = sorter.suggested(id).map((other) => `${opening}${sorter.ideas.get(other).text}”`);
  return texts.length ? filled(sorter.words.alike, { ideas: texts.join(", ") }) : "";
}
