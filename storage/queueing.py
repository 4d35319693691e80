"""What either home is asked to run waits for the writer's turn."""

import asyncio
from concurrent.futures import Future
from typing import TypeVar

from facilitation.errors import StoreUnavailable
from storage.protocol import Decide
from storage.writer import Job, Writer

T = TypeVar("T")


class Queueing:
    _writer: Writer

    def run(self, code: str, decide: Decide[T]) -> "Future[T]":
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        self._submit(Job(code, decide, future))
        return future

    def run_async(self, code: str, decide: Decide[T]) -> "asyncio.Future[T]":
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._submit(Job(code, decide, future, loop))
        return future

    def _submit(self, job: Job) -> None:
        try:
            self._writer.submit(job)
        except StoreUnavailable as closed:
            job.fail(closed)
            job.settle()
