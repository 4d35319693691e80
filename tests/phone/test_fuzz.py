"""A short form of the long run of made-up requests; the long one is `python -m benchmarks.fuzz`."""

import logging
from pathlib import Path

import pytest

from benchmarks import fuzz

INPUTS = 300


def test_anything_at_all_is_answered_and_only_what_is_valid_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every route, forms of ours with something changed, and commands by somebody with the token."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", fuzz.PASSWORD)
    monkeypatch.delenv("ASUKASILTA_ADDRESS", raising=False)
    caplog.set_level(logging.CRITICAL)
    found = fuzz.run(INPUTS, 1, tmp_path / "data")
    assert found.sent >= INPUTS
    assert found.stored > 0, "nothing was ever valid: it looks at refusals alone"


def test_a_fault_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run notices a 500, or it would prove nothing."""
    monkeypatch.setenv("ASUKASILTA_PASSWORD", fuzz.PASSWORD)
    monkeypatch.setattr("phone.answering.views.payloads", lambda *_: 1 / 0)
    with pytest.raises(AssertionError, match="500 for"):
        fuzz.run(60, 1, tmp_path / "data")
