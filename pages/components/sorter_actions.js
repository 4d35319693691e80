// What each action does to some ideas, and when it can be done.

const ideasOf = (sorter, ids) => ids.map((id) => sorter.ideas.get(id)).filter((idea) => idea && !idea.gone);
const isMerged = (sorter, id) => rootOf(sorter.ideas, id) !== id;
const childrenOf = (sorter, id) =>
  sorter.order.filter((other) => other !== id && rootOf(sorter.ideas, other) === id && sorter.ideas.has(other));

const DO = {
  /** Hides; if all of them are hidden, restores. Restoring keeps the place: one looks at what came back. */
  hide(sorter, ids) {
    const ideas = ideasOf(sorter, ids);
    if (ideas.every(LACKS.hidden)) return sorter.command("restore", ids, {}, sorter.words.restore_said);
    const targets = ideas.filter((idea) => !LACKS.hidden(idea)).map((idea) => idea.id);
    return sorter.commandAndGoOn("hide", targets, {}, sorter.words.hide_said);
  },

  /** Nobody lets an idea through unread: a covered one is uncovered first. */
  approve(sorter, ids) {
    const waiting = seen(sorter, ids).filter(LACKS.waiting).map((idea) => idea.id);
    sorter.commandAndGoOn("approve", waiting, {}, sorter.words.approve_said, LACKS.waiting);
  },

  edit(sorter, ids) {
    const [idea] = seen(sorter, ids);
    if (idea) sorter.open(new EditPanel(sorter, idea));
  },

  /** Several: at once, under the first. One: its target is chosen next. */
  merge(sorter, ids) {
    const sources = seen(sorter, ids).map((idea) => idea.id);
    const inList = sorter.visible.filter((id) => sources.includes(id));
    if (inList.length > 1) merge(sorter, inList.slice(1), inList[0]);
    else if (inList.length) sorter.startMerging(inList);
  },

  /** Stays on the group: one looks at what has come together. */
  similar(sorter, [id]) {
    merge(sorter, sorter.suggested(id), id, "command");
  },

  /** Of a merged idea: it alone. Of one that others are merged under: all of those. */
  unmerge(sorter, ids) {
    const apart = ids.flatMap((id) => (isMerged(sorter, id) ? [id] : childrenOf(sorter, id)));
    sorter.command("unmerge", [...new Set(apart)], {}, sorter.words.unmerge_said);
  },

  theme(sorter, ids) {
    const ideas = seen(sorter, ids);
    if (ideas.length) sorter.open(new ThemePanel(sorter, ideas[0], ideas.map((idea) => idea.id)));
  },
};

const seen = (sorter, ids) => ideasOf(sorter, ids).filter((idea) => !sorter.isCovered(idea));

/** Under the root of `target`, which must be seen by the room and must not be one of those that move. */
function merge(sorter, sources, target, how = "commandAndGoOn") {
  const into = rootOf(sorter.ideas, target);
  const moving = sources.filter((id) => id !== into);
  const idea = sorter.ideas.get(into);
  if (!moving.length) return sorter.say(sorter.words.merge_self);
  if (LACKS.hidden(idea) || sorter.isCovered(idea)) return sorter.say(sorter.words.merge_hidden);
  if (moving.some((id) => rootOf(sorter.ideas, target) === id)) return sorter.say(sorter.words.merge_self);
  sorter.merging = null;
  return sorter[how]("merge", moving, { into }, sorter.words.merge_said);
}

/** Which buttons can be pressed; `restores` says which of two labels the first one bears. */
function usableActions(sorter) {
  const ids = sorter.merging ? [] : sorter.targets();
  const ideas = ideasOf(sorter, ids);
  const open = seen(sorter, ids);
  const one = ids.length === 1 ? ids[0] : null;
  const restores = ideas.length > 0 && ideas.every(LACKS.hidden);
  return {
    restores,
    hide: ideas.length > 0,
    approve: open.some(LACKS.waiting),
    edit: open.length > 0 && one !== null,
    merge: open.length > 0,
    similar: one !== null && sorter.suggested(one).length > 0,
    unmerge: ids.some((id) => isMerged(sorter, id) || childrenOf(sorter, id).length > 0),
    theme: open.length > 0,
  };
}
