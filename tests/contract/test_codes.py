"""One-time codes in every home: two phones with one code at the same moment are one ballot."""

from concurrent.futures import wait

from facilitation import verbs
from facilitation.ballot_codes import hashed
from facilitation.kinds.vote import VOTE
from facilitation.model import Option
from facilitation.permissions import ANYONE, MANAGER, Actor
from facilitation.turn import Turn
from facilitation.verbs import taking_part
from facilitation.verbs.change import with_activity
from storage import Store
from tests.contract.conftest import Home
from tests.contract.making import CODE

SECONDS = 10
PEOPLE = 12


def test_one_code_from_many_phones_at_once_is_one_ballot(home: Home, store: Store) -> None:
    """Also after a restart."""

    def prepare(turn: Turn) -> None:
        made = [hashed(turn.workshop, "x", "AAAACCCC")]
        verbs.perform(turn, MANAGER, "make_codes", activity="x", codes=made, there=0)
        options = (Option(id="o1", number=1, text="a"),)
        turn.save(with_activity(turn.workshop, "x", options=options, state="open", opened_at=turn.now))

    def vote(person: str) -> object:
        def decide(turn: Turn) -> None:
            taking_part.join(turn, ANYONE, person, "fi")
            ballot = {"code": "aaaa cccc", "marks": {"o1": 1}}
            taking_part.give(turn, Actor("participant", person), "x", ballot)

        return decide

    store.run(CODE, prepare).result(SECONDS)
    wait([store.run(CODE, vote(f"p{n}")) for n in range(PEOPLE)], SECONDS)  # type: ignore[arg-type]
    for reader in (store.read(CODE), home.reopen().read(CODE)):
        step = reader.workshop.activity("x")
        assert step is not None
        assert 1 == len(reader.contributions("x")) == VOTE.result(step, reader.contributions("x")).voters
