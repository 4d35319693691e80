"""The short form of the crowd: the same run with few phones, so that what it prints stays true."""

import pytest

from benchmarks import crowd
from benchmarks.compared import ratios, table

PHONES = {"a": 12, "b": 3, "c": 3, "d": 100}


def test_a_crowd_loses_nothing_and_is_cheaper_than_a_page_for_each_phone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All four ways in one run, each vote acknowledged and stored; a page per phone costs the processor more."""
    monkeypatch.setattr(crowd, "BARE_VOTES", 80)
    found = crowd.measure(PHONES["a"], PHONES["b"], seconds=1.0, handles=0)
    assert [(PHONES[name], PHONES[name]) for name in "abc"] == [
        (found[name].acknowledged, found[name].stored) for name in "abc"
    ]
    assert ratios(found)["b/a"] > 1
    assert "–" not in "".join(line for line in table(found, PHONES).splitlines() if "acknowledged_ms" in line)
