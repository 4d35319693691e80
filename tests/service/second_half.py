"""Evenings with projects, roles and an evaluation, to write to files and to read again."""

from typing import Any

from hypothesis import strategies as st

from facilitation.kinds.evaluation import Evaluated, Evaluation
from facilitation.model import Meeting, Role
from facilitation.projects import planned_in
from tests.service.evenings import PEOPLE, Action, Evening, step, workshop

NAMES = {person: f"{person[4:].title()} Nimekäs" for person in PEOPLE}
CONTACTS = {person: f"040 55{n}" for n, person in enumerate(PEOPLE)}
TYPED = "Irma Ilmanpuhelinta"
FIELDS = ("what", "first", "why", "when", "permission", "ask")

AGENDA = (
    step("vote", method="approval", source="typed", typed=["Penkki", "Puu", "Kahvila"]),
    step("plan"),
    step("roles", defaults=[{"title": {"fi": "Vetäjä"}}, {"title": {"fi": "Apuri"}, "wanted": 2}]),
    step("evaluation", statements=[{"fi": "Viihdyin"}, {"fi": "Opin"}], questions=[{"fi": "Hyvää"}]),
    step("thanks"),
)


def whole(**changes: Any) -> Any:
    return workshop(meetings=(Meeting(id="m", activities=AGENDA),), current="vote", **changes)


class SecondHalf(Evening):
    """People and projects by number; what is not there yet is nobody's."""

    def project(self, n: int) -> str:
        projects = self.workshop.projects
        return projects[n % len(projects)].id if projects else "none"

    def role(self, n: int) -> Role | None:
        roles = [r for p in self.workshop.projects for r in p.roles]
        return roles[n % len(roles)] if roles else None

    def stands(self) -> Any:
        """What the projects have come to, without who."""
        return [
            (
                dict.fromkeys(p.entries) | {f: (w.text, w.when) for f, w in p.entries.items()},
                [(line.text, line.support, line.hidden) for line in p.lines],
                p.fits,
                p.agreement,
                [(len(r.people), len(r.holding), r.open, sorted(r.offers.values())) for r in p.roles],
            )
            for p in planned_in(self.reader)
        ]

    def act(self, person: str, act: str, n: int, key: str = "", **more: Any) -> None:
        self.give(person, "plan", {"act": act, "project": self.project(n), **more}, key)

    def _ballot_of(self, person: str) -> None:
        self.ballot(person, "vote", o1=1, o2=1)

    def _sits(self, person: str, n: int) -> None:
        self.act(person, "seat", n)

    def _pens(self, person: str, n: int, holds: bool) -> None:
        self.act(person, "pen", n, holds=holds)

    def _fills(self, person: str, n: int, field: str, text: str) -> None:
        self.act(person, "write", n, field=field, **_entry(field, text))

    def _proposes(self, person: str, n: int, text: str, number: int) -> None:
        self.act(person, "line", n, f"line-{number:05d}", field="why", text=text)

    def _supports(self, person: str, n: int, number: int) -> None:
        self.act(person, "support", n, line=f"line-{number:05d}")

    def _suits(self, person: str, n: int) -> None:
        self.act(person, "fits", n, days=["2024-05-05"])

    def _answers(self, person: str, n: int, mark: int) -> None:
        self.act(person, "agree", n, mark=mark)

    def _offers(self, person: str, ns: list[int], grade: str, named: bool) -> None:
        roles = [role.id for n in ns if (role := self.role(n))]
        who = {"name": NAMES[person], "contact": CONTACTS[person], "on_screen": named, "in_summary": named}
        self.give(person, "roles", {"offers": dict.fromkeys(roles, grade), **who})

    def _rates(self, person: str, scores: list[int], text: str) -> None:
        given = {str(n): score for n, score in enumerate(scores)}
        self.give(person, "evaluation", {"scores": given, "answers": {"0": text}})

    def _goes(self, activity: str) -> None:
        self.manage("go", activity=activity)

    def _desk(self, verb: str, n: int, text: str) -> None:
        more = {
            "write": {"field": FIELDS[n], **_entry(FIELDS[n], text)},
            "pass_pen": {"to": PEOPLE[n % len(PEOPLE)]},
            "by_hand": {"agreed": n % 2 == 0},
        }
        self.manage(verb, project=self.project(n), **more.get(verb, {}))

    def _shares(self, verb: str, n: int, person: str) -> None:
        role = self.role(n)
        more = {
            "confirm": {"participant": person},
            "enter_holder": {"name": TYPED, "on_screen": True, "in_summary": True},
            "change_role": {"wanted": n + 1},
        }
        self.manage(verb, role=role.id if role else "none", **more.get(verb, {}))

    def _shows(self, verb: str, n: int) -> None:
        questions = self.evaluated().questions
        self.manage(
            verb, activity="evaluation", answers=[a.id for q in questions for a in q.answers][: n + 1]
        )

    def evaluated(self) -> Evaluated:
        step = self.workshop.activity("evaluation")
        assert step is not None
        return Evaluation().result(step, self.reader.contributions("evaluation"))


def _entry(field: str, text: str) -> dict[str, Any]:
    days = [{"day": "2024-05-05"}, {"day": "2024-05-06"}]
    return {"when": {"kind": "days", "days": days}} if field == "when" else {"text": text}


texts = st.text(alphabet="abcåäö <&\n", min_size=1, max_size=12).filter(str.strip)
people = st.sampled_from(PEOPLE)
few = st.integers(0, 5)
actions = st.one_of(
    st.tuples(st.just("sits"), people, few),
    st.tuples(st.just("pens"), people, few, st.booleans()),
    st.tuples(st.just("fills"), people, few, st.sampled_from(FIELDS), texts),
    st.tuples(st.just("proposes"), people, few, texts, few),
    st.tuples(st.just("supports"), people, few, few),
    st.tuples(st.just("suits"), people, few),
    st.tuples(st.just("answers"), people, few, st.sampled_from([1, 0, -1])),
    st.tuples(
        st.just("offers"),
        people,
        st.lists(few, max_size=3),
        st.sampled_from(["gladly", "later"]),
        st.booleans(),
    ),
    st.tuples(st.just("rates"), people, st.lists(st.integers(0, 5), min_size=1, max_size=2), texts),
    st.tuples(st.just("goes"), st.sampled_from(["plan", "roles", "evaluation", "thanks"])),
    st.tuples(
        st.just("desk"),
        st.sampled_from(["write", "pass_pen", "ask", "close_ask", "by_hand", "drop_project"]),
        few,
        texts,
    ),
    st.tuples(
        st.just("shares"),
        st.sampled_from(["confirm", "enter_holder", "change_role", "drop_role"]),
        few,
        people,
    ),
    st.tuples(st.just("shows"), st.sampled_from(["show_answers", "hide_answers"]), few),
    st.tuples(st.just("leads"), st.sampled_from(["next", "back", "reopen", "close"])),
    st.tuples(st.just("takes_away"), people),
    st.tuples(st.just("travels"), st.sampled_from(["undo", "undo", "redo"])),
)
OPENING: list[Action] = [
    ("leads", "open"),
    ("ballot_of", PEOPLE[0]),
    ("ballot_of", PEOPLE[1]),
    ("leads", "close_now"),
    ("leads", "reveal"),
    ("rates", PEOPLE[0], [3], "Lähden jo"),
    ("goes", "plan"),
    ("sits", PEOPLE[0], 0),
    ("pens", PEOPLE[0], 0, True),
    ("fills", PEOPLE[0], 0, "what", "Penkki pihaan"),
    ("fills", PEOPLE[0], 0, "when", ""),
    ("suits", PEOPLE[1], 0),
    ("proposes", PEOPLE[1], 0, "Jotta jaksaa", 1),
    ("supports", PEOPLE[2], 0, 1),
    ("desk", "pass_pen", 1, ""),
    ("desk", "write", 2, "Näin on hyvä"),
    ("desk", "ask", 0, ""),
    ("answers", PEOPLE[3], 0, 1),
    ("desk", "close_ask", 0, ""),
    ("goes", "roles"),
    ("offers", PEOPLE[0], [0, 1], "gladly", True),
    ("offers", PEOPLE[1], [1], "gladly", False),
    ("shares", "confirm", 0, PEOPLE[0]),
    ("shares", "confirm", 1, PEOPLE[1]),
    ("shares", "enter_holder", 1, PEOPLE[0]),
    ("goes", "evaluation"),
    ("rates", PEOPLE[1], [5, 4], "Kahvi"),
    ("rates", PEOPLE[2], [1, 0], "Kahvi"),
    ("shows", "show_answers", 1),
    ("goes", "plan"),
]
"""Something of everything, before anything else happens."""
evenings = st.lists(actions, max_size=25).map(lambda more: OPENING + more)
