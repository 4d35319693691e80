"""What the projector is given for a room in memory."""

import json
from types import SimpleNamespace

from facilitation.kinds import kind
from pages.views.stage.moment import moment
from pages.views.stage.screen import screen
from tests.facilitation.room import room, step

ADDRESS = "http://192.168.1.23:8501"
SEES = ("park", "bench", "swing")
SOME_DAY = 1_772_000_000.0
"""25 February 2026 where the room is."""


def shown(hall, here=0, kept=None):
    """The screen of this room, with so many phones seen lately. `kept`: the room as it was when it was held."""
    home = SimpleNamespace(clock=lambda: hall.now, presence=SimpleNamespace(here=lambda code: here))
    return screen(moment(home, hall, ADDRESS, kept), f"v{hall.version}", "/live/x/room")


def block(hall, kind, **named):
    return next(b for b in shown(hall, **named)["blocks"] if b["type"] == kind)


def cards(hall):
    return [idea["text"] for group in block(hall, "wall")["groups"] for idea in group["ideas"]]


def everything(hall, **named):
    return json.dumps(shown(hall, **named), ensure_ascii=False)


def idea(hall, who, text):
    hall.phone(who).writes(text, f"{who}-{text}".replace(" ", "-"))
    return f"{who}-{text}".replace(" ", "-").ljust(8, "-")


def writing(**settings):
    return room(step("ideas", **settings)).on("open")


def planning(*titles, **settings):
    """An open plan step with these projects, named p1, p2…"""
    hall = room(step("plan", **settings), step("roles"), step("evaluation"), step("thanks"))
    hall.now = SOME_DAY
    for n, title in enumerate(titles, 1):
        hall.does("add_project", title=title, id=f"p{n}")
    return hall.on("open")


def writes(hall, who, project="p1", **fields):
    """Sits down, takes the pen and writes: texts, or `when` as the domain spells it."""
    phone = hall.phone(who)
    phone.gives("plan", act="seat", project=project)
    phone.gives("plan", act="pen", project=project, holds=True)
    for field, value in fields.items():
        entry = {"when": value} if field == "when" else {"text": value}
        phone.gives("plan", act="write", project=project, field=field, **entry)


def proposes(hall, who, text, project="p1", field="what", by=()):
    """`by`: who supports it. Returns the line's key."""
    key = f"{who}-{field}-{len(hall.contributions('plan'))}".ljust(8, "-")
    hall.phone(who).gives("plan", key, act="line", project=project, field=field, text=text)
    for other in by:
        hall.phone(other).gives("plan", act="support", project=project, line=key)
    return key


def asked(hall, marks, project="p1", close=True):
    """Everybody's yes (1), no (-1) or pass (0), by who says it."""
    hall.does("ask", project=project)
    for who, mark in marks.items():
        hall.phone(who).gives("plan", act="agree", project=project, mark=mark)
    if close:
        hall.does("close_ask", project=project)


def sharing(*titles, role="Kahvinkeittäjä", wanted=4):
    """The roles step, with one role r1, r2… in each project."""
    hall = planning(*titles)
    for n in range(1, len(titles) + 1):
        hall.does("add_role", project=f"p{n}", title={"fi": role}, size="medium", wanted=wanted, id=f"r{n}")
    hall.does("open_kind", kind_name="roles")
    return hall


def takes(hall, who, role="r1", name="", on_screen=False, **more):
    """Offers and is confirmed."""
    offer = {"offers": {role: "gladly"}, "name": name, "on_screen": on_screen, **more}
    hall.phone(who).gives("roles", **offer)
    hall.does("confirm", role=role, participant=who)


def rated(
    people,
    statements=("Miten hyvin viihdyit?",),
    questions=("Mikä meni hyvin?",),
    score=lambda n, s: 1 + n % 5,
):
    """An open evaluation that so many people have answered; everybody's words are `answer 0`, `answer 1`…"""
    texts = {"statements": [{"fi": s} for s in statements], "questions": [{"fi": q} for q in questions]}
    hall = room(step("evaluation", **texts)).on("open")
    for n in range(people):
        scores = {str(s): score(n, s) for s in range(len(statements))}
        answers = {str(q): f"answer {n}" for q in range(len(questions))}
        hall.phone(f"e{n}").gives("evaluation", scores=scores, answers=answers)
    return hall


def answers_of(hall):
    """Every open answer's id, by its words."""
    activity = hall.workshop.now
    result = kind(activity.kind).result(activity, hall.contributions(activity.id))
    return {a.text: a.id for q in result.questions for a in q.answers}
