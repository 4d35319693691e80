"""Workshops that are not at hand, read beside the event loop: a folder to open, a database that may be slow or gone."""

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from facilitation.turn import Reader


class Fetching:
    """A hall that comes back after a restart asks for the same one all at once, and shares it."""

    def __init__(self, read: Callable[[str], Reader]) -> None:
        self._read = read
        self._under_way: dict[str, asyncio.Task[Reader]] = {}

    async def fetched(self, code: str) -> Reader:
        """Raises what reading it raises. One who hangs up meanwhile takes it from nobody else."""
        task = self._under_way.get(code)
        if task is None:
            task = self._under_way[code] = asyncio.create_task(run_in_threadpool(self._read, code))
            task.add_done_callback(lambda done: self._under_way.pop(code))
        return await asyncio.shield(task)
