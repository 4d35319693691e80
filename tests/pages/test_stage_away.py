"""Wall and desk while nobody can tell what they show: they say so, and the wall comes back by itself."""

import json
from typing import Any

import pytest

from facilitation.errors import StoreUnavailable
from service.house import House
from tests.pages.desk_alone import CODE, Hall, Page


def _away(*asked: Any) -> Any:
    raise StoreUnavailable()


def _picture(page: Page) -> dict[str, Any]:
    drawn = [c.proto for c in page.app.get("bidi_component") if c.proto.component_name.endswith("stage_feed")]
    assert 1 == len(drawn)
    return dict(json.loads(drawn[0].json)[0])


@pytest.mark.parametrize("asked", ["session", "is_deleted", "read"])
def test_a_wall_that_cannot_be_asked_for_goes_on_listening(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """A database that is away for the moment of one look leaves no dead screen behind, and no sentence for phones."""
    page = hall.page("stage")
    whole = _picture(page)
    with monkeypatch.context() as lost:
        lost.setattr(House, asked, _away)
        meanwhile = _picture(page.run())
    assert hall.t("stage.away") == meanwhile["title"]
    assert (f"/live/{CODE}/room", "") == (meanwhile["stream"], meanwhile["version"])
    assert "" == page.run().said.strip()
    assert whole["title"] == _picture(page)["title"]


def test_a_desk_that_cannot_be_read_says_nothing_of_an_answer(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever only opens it has sent nothing."""
    page = hall.page()
    with monkeypatch.context() as lost:
        lost.setattr(hall.house.store, "read", _away)
        said = page.run().said
    assert hall.t("common.trouble") in said
    assert hall.t("common.refused.store_unavailable") not in said
