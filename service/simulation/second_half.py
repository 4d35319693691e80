"""From the vote to the evaluation: what the manager does there, with made-up residents who answer at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from facilitation.assignment import proposal
from facilitation.kinds.plan import OVERVIEW
from facilitation.when import Day
from locales import Words
from service.making import say
from service.simulation.host import Host
from service.simulation.resident import Resident

ROUNDS = 2
"""How often everybody looks at what the others propose."""
FIELDS = ("what", "first", "why", "when")


@dataclass(frozen=True)
class SecondHalf:
    host: Host
    people: Sequence[Resident]
    t: Words

    def everybody_answers(self) -> None:
        for person in self.people:
            person.answer()

    def choose_best(self, vote: str, how_many: int) -> None:
        """Take the top of a revealed vote into planning."""
        rows = self.host.ask("result", activity=vote)["result"]["rows"]
        self.host.perform("choose", activity=vote, options=[r["option"]["id"] for r in rows[:how_many]])

    def plan(self) -> str:
        """Everybody at once, at the project they choose; where nobody did, the manager writes. The step's id."""
        step = self._opened("plan")
        for _ in range(ROUNDS):
            self.everybody_answers()
        for project in self._outcomes(step):
            for field in FIELDS:
                if field not in project:
                    self.host.perform("write", project=project["id"], field=field, **self._by_the_desk(field))
        return step

    def _by_the_desk(self, field: str) -> dict[str, Any]:
        if field != "when":
            return {"text": self.t(f"run.demo.{field}1")}
        soon = datetime.now(UTC).date() + timedelta(days=45)
        return {"when": {"kind": "month", "year": soon.year, "month": soon.month}}

    def ask(self, project: str) -> None:
        """All look at one project, and are asked whether this is agreed."""
        self.host.perform("focus", on=project)
        self.host.perform("ask", project=project)
        self.everybody_answers()

    def choose_days(self, plan: str) -> None:
        """Of several proposed days the one that suits most people, the first of equals."""
        fits = self.host.ask("result", activity=plan)["result"]["fits"]
        for project in self._outcomes(plan):
            days = (project.get("when") or {}).get("days")
            if days:
                suits = fits.get(project["id"], {})
                best = max(days, key=lambda day: suits.get(Day.model_validate(day).name, 0))
                self.host.perform("write", project=project["id"], field="when", when=best)

    def look_at_all(self) -> None:
        self.host.perform("focus", on=OVERVIEW)

    def offer_roles(self) -> str:
        step = self._opened("roles")
        self.everybody_answers()
        return step

    def share_roles(self, step: str) -> dict[str, int]:
        """As the desk would propose it: role → how many have it."""
        offers = self.host.ask("result", activity=step)["result"]["by_role"]
        wanted = {r["id"]: r["wanted"] for p in self.projects for r in p["roles"]}
        given = {role: list(people) for role, people in proposal(offers, wanted).items()}
        self.host.perform("assign", holders=given)
        return {role: len(people) for role, people in given.items()}

    @property
    def projects(self) -> list[dict[str, Any]]:
        return list(self.host.state()["projects"])

    def outcome(self, plan: str, taken: dict[str, int]) -> list[dict[str, Any]]:
        """Each project with what stands in it and how many of its places are taken, for JSON."""
        return [
            {
                **found,
                "places": sum(role["wanted"] for role in project["roles"]),
                "taken": sum(taken.get(role["id"], 0) for role in project["roles"]),
            }
            for found, project in zip(self._outcomes(plan), self.projects, strict=True)
        ]

    def _outcomes(self, plan: str) -> list[dict[str, Any]]:
        result = self.host.ask("result", activity=plan)["result"]
        return [_outcome(project, result) for project in self.projects]

    def _opened(self, kind: str) -> str:
        """The next step of this kind that has not been yet; a new one where there is none."""
        state = self.host.state()
        here = [a["id"] for a in state["agenda"]].index(state["activity"])
        after = [a for a in state["agenda"][here:] if a["kind"] == kind and a["phase"] == "draft"]
        if after:
            step = str(after[0]["id"])
        else:
            step = f"{kind}-{state['activity']}"
            title = say(f"template.{kind}")
            self.host.perform("add", kind_name=kind, title=title, after=state["activity"], id=step)
        self.host.open(step)
        return step


def _outcome(project: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    by_pen, by_desk = result["texts"].get(project["id"], {}), project["written"]
    stands = {field: c["payload"] for field, c in by_pen.items()}
    stands |= {f: w for f, w in by_desk.items() if f not in by_pen or w["at"] >= by_pen[f]["at"]}
    written = {
        field: stands[field]["when" if field == "when" else "text"] for field in FIELDS if field in stands
    }
    marks = result["agreed"].get(project["id"], {})
    agreed = {name: int(marks.get(mark, 0)) for name, mark in (("yes", "1"), ("no", "-1"), ("pass", "0"))}
    known = {name: project[name] for name in ("id", "title", "ideas")}
    return {**known, **{field: text for field, text in written.items() if text}, **agreed}
