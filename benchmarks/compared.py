"""What ways of doing the same came to, side by side."""

from dataclasses import dataclass, field

from benchmarks.phones import percentiles

DASH = "–"


@dataclass
class Found:
    """What one way of doing it came to; times in seconds."""

    acknowledged: int = 0
    stored: int = 0
    joined: list[float] = field(default_factory=list)
    to_acknowledged: list[float] = field(default_factory=list)
    to_stage: list[float] = field(default_factory=list)
    to_form: list[float] = field(default_factory=list)
    burst: list[float] = field(default_factory=list)
    per_vote: float = 0.0
    per_vote_heard: float = 0.0
    per_phone: float = 0.0
    bytes_per_vote: float = 0.0
    bytes_per_phone: float = 0.0

    def row(self) -> dict[str, object]:
        return {
            "acknowledged": self.acknowledged,
            "stored": self.stored,
            "lost": self.acknowledged - self.stored,
            "joined_ms": _percentiles(self.joined),
            "tap_to_acknowledged_ms": _percentiles(self.to_acknowledged),
            "tap_to_stage_ms": _percentiles(self.to_stage),
            "click_to_form_ms": _percentiles(self.to_form),
            "burst_ms": _percentiles(self.burst),
            "processor_ms_per_vote": round(1000 * self.per_vote, 3) or DASH,
            "processor_ms_per_vote_with_listeners": round(1000 * self.per_vote_heard, 3) or DASH,
            "memory_kilobytes_per_phone": round(self.per_phone / 1024, 1) or DASH,
            "bytes_per_vote": round(self.bytes_per_vote) or DASH,
            "bytes_per_phone": round(self.bytes_per_phone) or DASH,
        }


TITLES = {
    "a": "this software",
    "b": "a Streamlit page per phone, default settings",
    "c": "the same, runner.postScriptGC = false",
    "d": "a bare route that stores nothing",
}


def table(found: dict[str, Found], phones: dict[str, int]) -> str:
    rows = {name: found[name].row() for name in "abcd"}
    lines = [f"| | {' | '.join(f'({n}) {TITLES[n]}' for n in 'abcd')} |", "|---|---|---|---|---|"]
    lines.append(f"| phones | {' | '.join(str(phones[n]) for n in 'abcd')} |")
    for measure in rows["a"]:
        lines.append(f"| {measure} | {' | '.join(_cell(rows[n][measure]) for n in 'abcd')} |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return " / ".join(str(v) for v in value.values())
    return str(value)


def ratios(found: dict[str, Found]) -> dict[str, float]:
    """Processor time for one vote, against (a): how much dearer (b) and (c) are, and (a) is than (d); the last one also
    with a hall that listens."""
    a, b, c, d = (found[name].per_vote for name in "abcd")
    heard, bare = found["a"].per_vote_heard, found["d"].per_vote_heard
    return {
        "b/a": round(b / a, 1),
        "c/a": round(c / a, 1),
        "a/d": round(a / d, 2) if d else 0.0,
        "a/d with listeners": round(heard / bare, 2) if bare else 0.0,
    }


def _percentiles(seconds: list[float]) -> dict[str, float] | str:
    return percentiles(seconds) if seconds else DASH
