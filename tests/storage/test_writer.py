"""How the one thread that writes takes what is waiting."""

import asyncio
from concurrent.futures import Future
from threading import Event
from time import monotonic

import pytest

from facilitation.errors import StoreUnavailable
from facilitation.turn import Turn
from storage.embedded import EmbeddedStore
from storage.writer import Job, Writer, settle
from tests.contract.making import CODE, vote

SECONDS = 10
NEVER = 3600.0


class Recorder:
    """A commit that only notes what came together."""

    def __init__(self, pace: float = NEVER) -> None:
        self.batches: list[list[Job]] = []
        self.rested = Event()
        self.pause: float | None = None
        self.writer = Writer(self.commit, self.rest, pace)

    def commit(self, jobs: list[Job]) -> None:
        self.batches.append(jobs)
        settle(jobs)

    def rest(self) -> float | None:
        self.rested.set()
        return self.pause

    async def phone(self) -> None:
        loop = asyncio.get_running_loop()
        job = Job("C", lambda turn: None, loop.create_future(), loop)
        self.writer.submit(job)
        await asyncio.wait_for(job.future, SECONDS)  # type: ignore[arg-type]

    def alone(self) -> None:
        """A command of somebody who blocks a thread of their own."""
        done = Event()
        self.writer.submit(done.set)
        assert done.wait(SECONDS)


def test_phones_share_a_commit_and_who_is_alone_does_not_wait() -> None:
    """The first phone is answered at once; the next ones wait for each other, until somebody in a hurry takes them."""
    recorder = Recorder()

    async def crowd() -> None:
        await recorder.phone()
        waiting = [asyncio.ensure_future(recorder.phone()) for _ in range(20)]
        await asyncio.sleep(0)
        assert len(recorder.batches) == 1
        await asyncio.to_thread(recorder.alone)
        await asyncio.gather(*waiting)

    asyncio.run(crowd())
    recorder.writer.close()
    assert [1, 20] == [len(batch) for batch in recorder.batches]


def test_phones_wait_no_longer_than_the_pace() -> None:
    """Without anybody in a hurry the next commit comes by itself."""
    recorder = Recorder(pace=0.05)

    async def crowd() -> float:
        await recorder.phone()
        begun = monotonic()
        await asyncio.gather(recorder.phone(), recorder.phone())
        return monotonic() - begun

    assert asyncio.run(crowd()) > 0.01
    recorder.writer.close()
    assert [1, 2] == [len(batch) for batch in recorder.batches]


def test_an_event_loop_is_woken_once_for_all_its_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty answers, one wake-up."""
    wakes: list[object] = []

    async def crowd() -> None:
        loop = asyncio.get_running_loop()
        real = loop.call_soon_threadsafe
        jobs = [Job("C", lambda turn: None, loop.create_future(), loop) for _ in range(30)]
        monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *call: (wakes.append(call), real(*call)))
        settle(jobs)
        await asyncio.gather(*(job.future for job in jobs))  # type: ignore[arg-type]

    asyncio.run(crowd())
    assert len(wakes) == 1


def test_answers_for_a_loop_that_has_ended_are_dropped() -> None:
    """A web server that is gone needs no answers, and the writer lives on."""
    recorder = Recorder(pace=0.0)
    loop = asyncio.new_event_loop()
    recorder.writer.submit(Job("C", lambda turn: None, loop.create_future(), loop))
    loop.close()
    recorder.alone()
    recorder.writer.close()


def test_an_answer_that_cannot_be_given_keeps_no_other_one() -> None:
    """Those behind it in the batch are stored, and must hear so; also those who wait in a thread."""

    class Unanswerable(Job):
        def settle(self) -> None:
            raise ValueError("of a test")

    async def crowd() -> list[object]:
        loop = asyncio.get_running_loop()
        jobs = [made("C", lambda turn: None, loop.create_future(), loop) for made in (Unanswerable, Job)]
        alone = [made("C", lambda turn: None, Future()) for made in (Unanswerable, Job)]
        settle([*alone, *jobs])
        await asyncio.wait_for(jobs[1].future, SECONDS)  # type: ignore[arg-type]
        return [alone[1].future.done(), jobs[1].future.done()]

    assert [True, True] == asyncio.run(crowd())


def test_a_turn_that_ran_out_of_something_is_an_error_like_any_other(store: EmbeddedStore) -> None:
    """`next` of nothing raises what no future takes: the one who asked hears of a fault, and the next of a vote."""

    def of_nothing(turn: Turn) -> object:
        return next(iter(()))

    async def crowd() -> list[object]:
        asked = [store.run_async(CODE, of_nothing), store.run_async(CODE, vote("p1"))]
        return await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), SECONDS)

    fault, place = asyncio.run(crowd())
    assert (RuntimeError, 1) == (type(fault), place)
    with pytest.raises(RuntimeError):
        store.run(CODE, of_nothing).result(SECONDS)


def test_a_failing_task_does_not_stop_the_writer() -> None:
    """It is logged; the next one is done."""
    recorder = Recorder()
    recorder.writer.submit(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    recorder.alone()
    recorder.writer.close()


def test_the_writer_rests_when_nothing_comes() -> None:
    """As often as it was told to, without being asked."""
    recorder = Recorder(pace=0.0)
    recorder.pause = 0.01
    recorder.alone()
    for _ in range(3):
        recorder.rested.clear()
        assert recorder.rested.wait(SECONDS)
    recorder.writer.close()


def test_a_closed_writer_refuses() -> None:
    """Nothing may wait for ever in a queue that nobody takes from."""
    recorder = Recorder()
    recorder.writer.close()
    with pytest.raises(StoreUnavailable):
        recorder.writer.submit(lambda: None)
