// What the sorter shows: the ideas as the server knows them, and over them every command it has not yet acknowledged.
// Pure functions; nothing here touches the page.

const EFFECTS = {
  hide: (idea) => { idea.state = "hidden"; },
  // Whether it had been approved is not known here; "waiting" shows nothing to the room that it should not see.
  restore: (idea, _, approveFirst) => { idea.state = approveFirst ? "waiting" : "shown"; },
  approve: (idea) => { idea.state = "shown"; },
  edit: (idea, { text }) => {
    const original = idea.original || idea.text;
    idea.original = original === text ? "" : original;
    idea.text = text;
  },
  merge: (idea, { into }) => { idea.into = into; },
  unmerge: (idea) => { idea.into = null; },
  theme: (idea, { theme }) => { idea.theme = theme; },
};

function laidOver(ideas, commands, approveFirst) {
  const byId = new Map(ideas.map((idea) => [idea.id, { ...idea, theme: idea.theme || "" }]));
  for (const command of commands) {
    for (const id of command.ideas) {
      if (byId.has(id)) EFFECTS[command.verb](byId.get(id), command, approveFirst);
    }
  }
  return byId;
}

/** The idea it stands under at last; itself if under none, or if that one was withdrawn. */
function rootOf(byId, id) {
  const seen = new Set([id]);
  let into = byId.get(id)?.into;
  while (into && byId.has(into) && !seen.has(into)) {
    seen.add(id = into);
    into = byId.get(id).into;
  }
  return id;
}

/** Ids in the order of the list: each idea, then those merged under it. */
function listed(order, byId) {
  const under = new Map();
  for (const id of order) {
    const root = rootOf(byId, id);
    if (root !== id) under.set(root, [...(under.get(root) || []), id]);
  }
  return order.filter((id) => rootOf(byId, id) === id).flatMap((id) => [id, ...(under.get(id) || [])]);
}

const LACKS = {
  waiting: (idea) => idea.state === "waiting",
  hidden: (idea) => idea.state === "hidden",
  themeless: (idea) => !idea.theme && idea.state !== "hidden",
};

/** How many there are of each sort. Only the merged count does not look at single ideas on their own. */
function counted(byId) {
  const single = [...byId.values()].filter((idea) => rootOf(byId, idea.id) === idea.id);
  const of = (sort) => single.filter(LACKS[sort]).length;
  return { ideas: byId.size, merged: byId.size - single.length, waiting: of("waiting"), hidden: of("hidden"),
    themeless: of("themeless") };
}

/** Themes in the order they were first seen, so that the number of a theme stays its number. */
function themesInOrder(known, offered, byId) {
  const now = new Set([...offered, ...[...byId.values()].map((idea) => idea.theme)].filter(Boolean));
  return [...known.filter((theme) => now.delete(theme)), ...now];
}

/** A theme typed in other letters is the one there is. */
function knownSpelling(themes, typed) {
  const same = (theme) => theme.localeCompare(typed, undefined, { sensitivity: "accent" }) === 0;
  return themes.find(same) || typed;
}
