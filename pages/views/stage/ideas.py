"""Ideas: the wall, by themes if there are any, merged ones as one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from facilitation.kinds.ideas import Idea, Wall
from locales import Words
from pages.views.stage.answering import alone, answered, is_ahead
from pages.views.stage.moment import Moment


def draw(moment: Moment) -> dict[str, Any]:
    prompt = moment.text(moment.settings.prompt)
    face: dict[str, Any] = {"title": prompt, "kicker": moment.title} if prompt else {}
    if is_ahead(moment):
        return {**face, "blocks": [alone(moment.t("stage.starts_soon"))]}
    wall: Wall = moment.result
    return {**face, "counts": _counts(moment, wall), "blocks": [*_closed(moment), _wall(moment, wall.shown)]}


def _wall(moment: Moment, shown: tuple[Idea, ...]) -> dict[str, Any]:
    t = moment.t
    newest = max(shown, key=lambda idea: idea.at, default=None)
    groups = _grouped(t, shown)
    return {
        "type": "wall",
        "groups": [
            {"id": theme, "title": title, "ideas": [_card(idea) for idea in ideas]}
            for theme, title, ideas in groups
        ],
        "latest": newest.id if newest else "",
        "latest_label": t("stage.ideas.latest"),
        "empty": "" if shown else t("stage.ideas.none"),
    }


def _grouped(t: Words, shown: Iterable[Idea]) -> list[tuple[str, str, list[Idea]]]:
    """Theme, heading, ideas: in order of the first idea; what has no theme comes last, with a heading only if there are
    themes. (One of them may be called as that heading.)"""
    groups: dict[str, list[Idea]] = defaultdict(list)
    for idea in shown:
        groups[idea.theme].append(idea)
    rest = groups.pop("", [])
    others = t("stage.ideas.others") if groups else ""
    themed = [(theme, theme, ideas) for theme, ideas in groups.items()]
    return [*themed, *([("", others, rest)] if rest else [])]


def _card(idea: Idea) -> dict[str, Any]:
    return {"id": idea.id, "text": idea.text, "more": f"+{len(idea.joined)}" if idea.joined else ""}


def _closed(moment: Moment) -> list[dict[str, Any]]:
    return [{"type": "note", "text": moment.t("stage.closed")}] if moment.phase == "closed" else []


def _counts(moment: Moment, wall: Wall) -> str:
    """What is still hidden or waits for approval is not told in numbers either."""
    there = sum(idea.voices for idea in wall.shown)
    return f"{answered(moment)} · {moment.t.count('stage.ideas.count', there)}"
