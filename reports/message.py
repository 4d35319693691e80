"""The summary as a message to paste into a chat: at most 700 characters, whole words and whole projects."""

from collections.abc import Sequence

from facilitation.text import clean
from locales import Words
from reports.parts import ProjectPart, Summary
from reports.wording import Wording

LONGEST = 700
_LONGEST_HEAD = 160
_LONGEST_LAST = 150


def message(summary: Summary, words: Words) -> str:
    """What does not fit is counted, never cut."""
    w = Wording(summary, words)
    head, last = _short(_head(w), _LONGEST_HEAD), _short(_last(w), _LONGEST_LAST)
    if summary.empty:
        return clean("\n".join(filter(None, (head, words("report.nothing_yet"), last))))
    room = LONGEST - len(head) - len(last) - 2
    projects = _projects(w, room)
    top = _top(w, room - len(projects) - 1) if projects else _top(w, room)
    return clean("\n".join(filter(None, (head, top, projects, last))))


def _head(w: Wording) -> str:
    day = w.day()
    title = _line(w.summary.title)
    return f"{title}, {day}" if day else title


def _last(w: Wording) -> str:
    meeting = w.summary.next_meeting
    return w.t("report.message.next", when=_line(w.next_meeting(meeting))) if meeting else ""


def _projects(w: Wording, room: int) -> str:
    lines = [_project(w, p) for p in w.summary.projects]
    return _fitting(w, w.t("report.message.projects"), lines, "report.message.more_projects", room)


def _project(w: Wording, its: ProjectPart) -> str:
    """What, when, who; what is not agreed says so."""
    parts = [_line(its.title), w.when(its.when), w.volunteers(its)]
    if not its.agreed:
        parts.append(w.t("report.message.not_agreed"))
    return f"• {' – '.join(filter(None, parts))}"


def _top(w: Wording, room: int) -> str:
    rows = [(vote, row) for vote in w.summary.votes for row in vote.top]
    lines = [f"• {_line(row.text)}: {w.outcome(vote, row)}" for vote, row in rows]
    if not lines:
        voices = sum(idea.voices for wall in w.summary.walls for idea in wall.ideas)
        lines = [w.t.count("report.ideas.how_many", voices)] if voices and not w.summary.projects else []
        return lines[0] if lines and len(lines[0]) <= room else ""
    return _fitting(w, w.t("report.message.top"), lines, "report.message.more_options", room)


def _fitting(w: Wording, head: str, lines: Sequence[str], more: str, room: int) -> str:
    """The head and as many whole lines as there is room for, the rest counted; empty if not even that fits."""
    for kept in range(len(lines), -1, -1):
        left = len(lines) - kept
        tail = [w.t.count(more, left)] if left else []
        said = "\n".join([head, *lines[:kept], *tail])
        if lines and len(said) <= room:
            return said
    return ""


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _short(text: str, longest: int) -> str:
    """Whole words up to there, and a sign that there is more."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1].rpartition(" ")[0] or text[: longest - 1]
    return f"{kept}…"
