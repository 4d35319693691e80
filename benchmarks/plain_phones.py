"""Phones with a Streamlit page, as the server sees them: its own websocket protocol, its own messages."""

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass
class PlainPhone:
    """One session on `port`; `who` empty: the stage."""

    port: int
    who: str = ""
    bytes_moved: int = 0
    counts: list[tuple[float, int]] = field(default_factory=list)
    """(moment, ballots) as the stage has seen them."""
    _socket: ClientConnection | None = None
    _ids: dict[str, str] = field(default_factory=dict)
    _fragment: str = ""
    _watching: asyncio.Task[None] | None = None

    async def join(self) -> float:
        """Seconds until the page stands there."""
        began = time.perf_counter()
        address = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        self._socket = await connect(
            address,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
            open_timeout=60,
        )
        await self._rerun()
        await self._until_finished()
        return time.perf_counter() - began

    async def vote(self, choice: int) -> float:
        """Seconds until the page says that it is saved."""
        began = time.perf_counter()
        await self._rerun(choice)
        assert "saved" in await self._until_finished(), "the page never said that the vote was saved"
        return time.perf_counter() - began

    async def watch(self) -> None:
        """The stage: its fragment runs once a second, as its browser would ask for it."""
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        if self._watching:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        if self._socket:
            await self._socket.close()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            await self._rerun(fragment=self._fragment)
            for text in await self._until_finished():
                if text.startswith("answered "):
                    self.counts.append((time.perf_counter(), int(text.removeprefix("answered "))))

    async def _rerun(self, choice: int | None = None, fragment: str = "") -> None:
        message = BackMsg()
        message.rerun_script.query_string = f"who={self.who}" if self.who else ""
        message.rerun_script.fragment_id = fragment
        if choice is not None:
            self._press(message, choice)
        raw = message.SerializeToString()
        self.bytes_moved += len(raw)
        assert self._socket is not None
        await self._socket.send(raw)

    def _press(self, message: Any, choice: int) -> None:
        chosen = message.rerun_script.widget_states.widgets.add()
        chosen.id = self._ids["radio"]
        chosen.string_value = f"Idea numero {choice}"
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id = self._ids["button"]
        pressed.trigger_value = True

    async def _until_finished(self) -> list[str]:
        """The texts that the run has put on the page."""
        texts: list[str] = []
        assert self._socket is not None
        while True:
            async with asyncio.timeout(120):  # unlike wait_for it never swallows that the watching was ended
                raw = await self._socket.recv()
            self.bytes_moved += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "delta":
                texts += self._seen(message.delta)
            elif kind == "auto_rerun":
                self._fragment = message.auto_rerun.fragment_id
            elif kind == "script_finished":
                return texts

    def _seen(self, delta: Any) -> list[str]:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("radio", "button"):
            self._ids[kind] = getattr(element, kind).id
        return [element.text.body] if kind == "text" else []
