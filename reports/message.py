"""The summary as a message to paste into a chat: at most 700 characters, whole words and whole projects."""

from collections.abc import Sequence

from facilitation.text import clean
from locales import Words
from reports.parts import ProjectPart, Summary, VotePart
from reports.wording import Wording

LONGEST = 700
_LONGEST_HEAD = 160
_LONGEST_LAST = 150
_LONGEST_VOTE = 80


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
    votes = [vote for vote in w.summary.votes if vote.top]
    if votes:
        return _votes(w, votes, room)
    voices = sum(idea.voices for wall in w.summary.walls for idea in wall.ideas)
    said = w.t.count("report.ideas.how_many", voices) if voices and not w.summary.projects else ""
    return said if len(said) <= room else ""


def _votes(w: Wording, votes: Sequence[VotePart], room: int) -> str:
    """Each under its own heading: all of them with as many lines each as there is room for, else the first of them."""
    longest, every = max(len(vote.top) for vote in votes), len(votes)
    shapes = [(shown, lines) for shown in range(every, 0, -1) for lines in range(longest, 0, -1)]
    for shown, lines in (*shapes, (every, 0)):
        tail = [w.t.count("report.message.more_votes", every - shown)] if shown < every else []
        said = "\n".join([*(_vote(w, vote, lines) for vote in votes[:shown]), *tail])
        if len(said) <= room:
            return said
    return ""


def _vote(w: Wording, vote: VotePart, lines: int) -> str:
    rows = [f"• {_line(row.text)}: {w.outcome(vote, row)}" for row in vote.top]
    left = len(rows) - lines
    tail = [w.t.count("report.message.more_options", left)] if left > 0 else []
    return "\n".join([_heading(w, vote), *rows[:lines], *tail])


def _heading(w: Wording, vote: VotePart) -> str:
    """Says which vote it is where there is more than one."""
    if len(w.summary.votes) < 2:
        return w.t("report.message.top")
    return w.t("report.message.top_of", vote=_short(_line(w.asked(vote)), _LONGEST_VOTE))


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
