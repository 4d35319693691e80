"""The short form of ending under streams: and no page from elsewhere makes the server look up a name."""

import asyncio

from benchmarks.evening import evening
from benchmarks.stopping import hanging_lookups, measure

STUCK_AFTER = 60
"""Seconds."""


def test_a_foreign_page_that_knocks_starts_no_lookup() -> None:
    """Each would hang, and everything with it: votes are taken while such pages wait, and the server ends when told."""
    with hanging_lookups() as lookups, evening(**lookups.environment) as running:
        found = asyncio.run(asyncio.wait_for(measure(running, streams=20), STUCK_AFTER))
        assert [] == lookups.begun()
        assert {"vote_ms", "vote_ms_beside_10_foreign_handshakes", "seconds_to_end"} < found.keys()
        assert lookups.hang("ilta.example"), "nothing was to be seen this way"
