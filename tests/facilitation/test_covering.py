"""What is hidden after the room has got it to vote on. How each door shows it, its own tests say."""

from collections import Counter

import pytest

from facilitation.covering import covered
from facilitation.kinds.ideas import IdeasSettings
from tests.facilitation.room import room, step


def test_a_look_at_many_options_reads_the_settings_of_each_wall_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wall draws itself anew several times a second, and so does each replica whenever another one has votes."""
    hall = room(step("ideas", approve_first=True), step("vote", method="approval")).on("open")
    for n in range(40):
        hall.phone(f"p{n}").writes(f"idea {n}", f"p{n}")
    keys = list(hall.contributions("ideas"))
    hall.does("approve", activity="ideas", ideas=keys)
    hall.on("close").does("open_kind", kind_name="vote")
    hall.does("hide", activity="ideas", ideas=keys[:1])
    asked: Counter[str] = Counter()
    read = IdeasSettings.model_validate

    def reads(given: dict[str, object]) -> IdeasSettings:
        asked["settings"] += 1
        return read(given)

    monkeypatch.setattr(IdeasSettings, "model_validate", reads)
    found = covered(hall, "hidden").activity("vote")
    assert found is not None
    assert {"hidden": 1} == Counter(o.text for o in found.options if o.text == "hidden")
    assert asked["settings"] <= 1
