// What opens inside a row: the text to mend, the theme to give. It is a node of its own, so nothing that arrives from
// the server can touch what is being typed.

class Panel {
  constructor(sorter, id, field, parts) {
    Object.assign(this, { sorter, id, field });
    const save = labelled(sorter.words.save, "Enter", { class: "primary", click: () => this.save() });
    const cancel = labelled(sorter.words.cancel, "Esc", { click: () => this.close() });
    this.node = make("div", { class: "panel", keydown: (event) => this.key(event) },
      ...parts, make("div", { class: "buttons" }, save, cancel));
  }

  open(row) {
    row.said.append(this.node);
    this.field.focus();
    this.place();
    this.node.scrollIntoView({ block: "nearest" });
  }

  /** Where typing begins: what is mended keeps its words. */
  place() {
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  key(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    const saves = event.key === "Enter" && event.target === this.field && !event.shiftKey;
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    if (saves) this.save();
    else this.close();
  }

  close() {
    this.sorter.panel = null;
    this.node.remove();
    this.sorter.draw();
    this.sorter.focus(this.id);
  }
}

class EditPanel extends Panel {
  constructor(sorter, idea) {
    const { words, data } = sorter;
    const field = make("textarea", { rows: "3", dir: "auto", "aria-label": words.edit_label, maxlength: data.limit });
    field.value = idea.text;
    const original = make("p", { class: "original", dir: "auto", hidden: !idea.original },
      filled(words.original, { text: idea.original }));
    super(sorter, idea.id, field, [field, original]);
    this.before = idea.text;
  }

  get typed() {
    return this.field.value.trim();
  }

  save() {
    const { sorter, id, typed } = this;
    if (!typed) return sorter.say(sorter.words.empty);
    if (sorter.ideas.get(id).gone) return sorter.say(sorter.words.gone_said);
    if (typed !== this.before) sorter.command("edit", [id], { text: typed }, sorter.words.edit_said);
    return this.close();
  }
}

class ThemePanel extends Panel {
  constructor(sorter, idea, ids) {
    const { words, themes } = sorter;
    const list = make("datalist", { id: "sorter-themes" }, ...themes.map((theme) => make("option", { value: theme })));
    const field = make("input", { type: "text", list: list.id, dir: "auto", maxlength: "60", autocomplete: "off",
      "aria-label": words.theme_label });
    field.value = idea.theme;
    const give = (theme) => make("button", { type: "button", class: "chip", click: () => this.give(theme) }, theme);
    super(sorter, idea.id, field, [field, list, make("div", { class: "chips" }, ...themes.map(give))]);
    this.ids = ids;
  }

  place() {
    this.field.select();
  }

  save() {
    this.give(knownSpelling(this.sorter.themes, this.field.value.trim()));
  }

  give(theme) {
    this.close();
    this.sorter.giveTheme(theme, this.ids);
  }
}
