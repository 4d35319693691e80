"""Plotly's script comes from this machine: a hall may have no internet."""

import asyncio

import httpx
import pytest

from phone.application import own_pages
from phone.guard import is_streamlits
from service import plotly_script


def got(address, encoding):
    async def get():
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(own_pages()), base_url="http://hall"
        ) as client:
            return await client.get(address, headers={"accept-encoding": encoding})

    return asyncio.run(get())


def test_the_script_is_ours_compressed_once_and_kept_for_good():
    """Under a name of its version, past Streamlit; also for a client that can't unpack; an old name is not kept."""
    answer = got(plotly_script.address(), "gzip")
    assert not is_streamlits(plotly_script.address())
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["cache-control"]
    assert int(answer.headers["content-length"]) < 2_000_000
    assert "newPlot" in answer.text
    plain = got("/j/-/plotly/plotly-0.js", "identity")
    assert (plain.text, plain.headers["cache-control"]) == (answer.text, "no-cache")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_does_not_take_it_in_holds_one_piece_of_it(encoding):
    """The rest waits here, once for all: 300 that asked for it plain and read nothing took 900 MB, and votes waited."""
    sent = []

    async def ask():
        stuck = asyncio.Event()

        async def send(message):
            sent.append(message)
            if message.get("body"):
                stuck.set()
                await asyncio.Event().wait()

        asked = asyncio.create_task(own_pages()(_scope(encoding), asyncio.Event().wait, send))
        await asyncio.wait_for(stuck.wait(), 10)
        asked.cancel()

    asyncio.run(ask())
    assert len(sent[-1]["body"]) <= 64 * 1024


def _scope(encoding):
    headers = [(b"host", b"hall"), (b"accept-encoding", encoding.encode())]
    address = {"path": plotly_script.address(), "query_string": b"", "root_path": ""}
    return {"type": "http", "method": "GET", "http_version": "1.1", "headers": headers, **address}
