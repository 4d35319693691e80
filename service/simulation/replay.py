"""A recorded evening once more: ideas in their order and pace, then a yes–no–pass vote on them, closed and revealed.

What the host brought is typed in at the desk; everybody else has a phone. Each phone does one thing after the other,
and sends again with the same key until it was answered, so a server that dies in between costs nothing.
"""

import secrets
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from facilitation.errors import Refused
from locales import words
from service.making import say
from service.simulation.events import HOST, Event, IdeaEvent, VoteEvent
from service.simulation.host import Host
from service.simulation.phone import Answer, GaveUp, Phone
from service.simulation.resident import Resident
from service.simulation.second_half import SecondHalf

Tell = Callable[[str, int], None]
"""(key of a sentence, the number in it): how it goes, for the one who waits."""

LANGUAGE = "en"


@dataclass
class Tally:
    """What became of what was sent."""

    acknowledged: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, answer: Answer) -> None:
        with self._lock:
            if answer.saved:
                self.acknowledged += 1
            else:
                self.refusals[answer.refused] += 1


class Replay:
    """`speed` 10: ten times as fast as it was. `plan` 3: the best three go on into planning. Nobody recorded what
    was planned, so there the recorded people's phones say what made-up residents say."""

    def __init__(
        self, host: Host, address: str, speed: float, stop: threading.Event, tell: Tell, plan: int = 0
    ) -> None:
        self._host = host
        self._speed = speed
        self._stop = stop
        self._tell = tell
        self._plan = plan
        self._tally = Tally()
        self._phones: dict[str, Phone] = {}
        self._hands: dict[str, ThreadPoolExecutor] = {}
        self._new_phone = lambda: Phone(address, host.code, LANGUAGE, stop)
        self._run = secrets.token_hex(4)
        self._keys: dict[str, str] = {}
        """Idea of the file → its key in the workshop."""

    def play(self, events: list[Event]) -> dict[str, Any]:
        """What became of it all, for JSON. Raises Refused and its family, GaveUp."""
        began = time.monotonic()
        ideas = [e for e in events if isinstance(e, IdeaEvent)]
        votes = [e for e in events if isinstance(e, VoteEvent)]
        try:
            step = self._play_ideas(ideas)
            vote = self._play_votes(step, votes) if votes else ""
            totals = self._totals(vote, ideas) if vote else []
            projects = self._carry_on(vote) if vote and self._plan else []
        except BaseException:
            self._stop.set()
            raise
        finally:
            self._let_go()
        outcome = self._outcome(totals, time.monotonic() - began)
        return {**outcome, "projects": projects} if self._plan else outcome

    def _play_ideas(self, ideas: list[IdeaEvent]) -> str:
        step = self._host.open_ideas()
        self._tell("run.replay.ideas", len(ideas))
        self._at_their_pace(ideas, lambda event: self._give_idea(step, event))
        return step

    def _give_idea(self, step: str, event: IdeaEvent) -> None:
        key = f"replay-{self._run}-{blake2b(event.idea.encode(), digest_size=8).hexdigest()}"
        answer = (
            self._from_paper(step, event, key) if event.who == HOST else self._from_phone(step, event, key)
        )
        if answer.saved:
            self._keys[event.idea] = f"paper-{key}" if event.who == HOST else key
        self._tally.add(answer)

    def _from_paper(self, step: str, event: IdeaEvent, key: str) -> Answer:
        try:
            self._host.perform("enter_idea", activity=step, text=event.text, key=key)
        except Refused as refused:
            return Answer(refused.key)
        return Answer()

    def _from_phone(self, step: str, event: IdeaEvent, key: str) -> Answer:
        return self._phone(event.who).give(step, {"text": event.text, "key": key})

    def _play_votes(self, ideas_step: str, votes: list[VoteEvent]) -> str:
        """The vote's id, when it is revealed."""
        self._host.close(ideas_step)
        self._host.let_through(ideas_step, list(self._keys.values()))
        vote = self._open_vote(ideas_step)
        options = self._options(vote)
        ballots: dict[str, dict[str, str]] = defaultdict(dict)
        self._tell("run.replay.votes", len(votes))
        self._at_their_pace(votes, lambda event: self._vote(vote, event, options, ballots[event.who]))
        self._host.close(vote)
        self._host.reveal(vote)
        return vote

    def _carry_on(self, vote: str) -> list[dict[str, Any]]:
        """The best ideas get what, why and when, the room's yes, and roles."""
        self._tell("run.replay.projects", self._plan)
        people = [self._resident(seed, who) for seed, who in enumerate(sorted(self._phones))]
        evening = SecondHalf(self._host, people, words(LANGUAGE))
        evening.choose_best(vote, self._plan)
        plan = evening.plan()
        for project in evening.projects:
            evening.ask(project["id"])
            self._host.perform("close_ask", project=project["id"])
        evening.choose_days(plan)
        evening.look_at_all()
        return evening.outcome(plan, evening.share_roles(evening.offer_roles()))

    def _resident(self, seed: int, who: str) -> Resident:
        """With the phone of somebody who was there."""

        def same_phone() -> Phone:
            phone = self._new_phone()
            phone.take_cookies_of(self._phones[who])
            return phone

        return Resident(same_phone, deque(), seed, arrives_after=0.0)

    def _open_vote(self, ideas_step: str) -> str:
        """The next vote that has not been opened yet, on these ideas; a new one where there is none."""
        agenda = self._host.state()["agenda"]
        after = agenda[[a["id"] for a in agenda].index(ideas_step) + 1 :]
        vote = next(
            (a["id"] for a in after if a["kind"] == "vote" and a["phase"] == "draft" and not a["options"]),
            None,
        )
        settings = {"method": "yesno", "source": "ideas", "ideas_from": ideas_step}
        if vote is None:
            vote = f"vote{self._run}"
            self._host.perform("add", kind_name="vote", title=say("kind.vote"), after=ideas_step, id=vote)
        self._host.perform("configure", activity=vote, settings=settings)
        self._host.open(vote)
        return str(vote)

    def _options(self, vote: str) -> dict[str, str]:
        """Idea of the file → option that stands for it."""
        behind = {key: o["id"] for o in self._host.step(vote)["options"] for key in o["ideas"]}
        return {idea: behind[key] for idea, key in self._keys.items() if key in behind}

    def _vote(self, vote: str, event: VoteEvent, options: dict[str, str], ballot: dict[str, str]) -> None:
        """A ballot is sent whole, with what this person marked before."""
        option = options.get(event.idea)
        if option is None:
            self._tally.add(Answer("not_an_option"))
            return
        ballot[f"m_{option}"] = str(event.value)
        self._tally.add(self._phone(event.who).give(vote, {**ballot, "done": "1"}))

    def _at_their_pace(self, events: Iterable[Any], act: Callable[[Any], None]) -> None:
        """Each at its second; whoever is slow makes nobody else wait. Raises GaveUp."""
        began = time.monotonic()
        doing: list[Future[None]] = []
        for event in events:
            if self._stop.wait(max(0.0, began + event.t / self._speed - time.monotonic())):
                raise GaveUp()
            doing.append(self._hand(event.who).submit(act, event))
        for done in doing:
            done.result()

    def _hand(self, who: str) -> ThreadPoolExecutor:
        return self._hands.setdefault(who, ThreadPoolExecutor(1))

    def _phone(self, who: str) -> Phone:
        """Called by this person's hand only."""
        if who not in self._phones:
            phone = self._new_phone()
            phone.join()
            self._phones[who] = phone
        return self._phones[who]

    def _let_go(self) -> None:
        for hand in self._hands.values():
            hand.shutdown(wait=False, cancel_futures=True)
        for phone in self._phones.values():
            phone.hang_up()

    def _totals(self, vote: str, ideas: list[IdeaEvent]) -> list[dict[str, Any]]:
        """As the server shows them to everybody."""
        rows = self._host.ask("result", activity=vote)["result"]["rows"]
        parts = {key: row["parts"] for row in rows for key in row["option"]["ideas"]}
        return [_total(event, parts.get(self._keys.get(event.idea, ""), {})) for event in ideas]

    def _outcome(self, totals: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
        return {
            "code": self._host.code,
            "people": len(self._phones),
            "acknowledged": self._tally.acknowledged,
            "refused": sum(self._tally.refusals.values()),
            "refusals": dict(self._tally.refusals),
            "retried": self._host.retried + sum(p.retried for p in self._phones.values()),
            "seconds": round(seconds, 1),
            "totals": totals,
        }


def _total(event: IdeaEvent, parts: dict[str, int]) -> dict[str, Any]:
    counts = {"agree": parts.get("1", 0), "disagree": parts.get("-1", 0), "pass": parts.get("0", 0)}
    return {"idea": event.idea, "text": event.text, **counts}
