"""The sorting page: what the sorter says is done, and what the room may not see stays covered."""

from collections.abc import Callable
from typing import Any

import pytest

from pages.components.sorter import Command
from tests.facilitation.room import step
from tests.pages.desk_alone import Hall, NewHall, Page


@pytest.fixture
def sorting(new_hall: NewHall) -> Hall:
    """Three ideas, two of them much alike."""
    hall = new_hall(step("ideas"), step("thanks")).on("open")
    for text in ("Penkkejä bussipysäkille", "Penkkejä bussipysäkeille", "Uimahalli"):
        hall.gives("anna", "ideas", text=text)
    return hall


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """`drawn(command)`: what the sorter is given to draw, once the manager has pressed this."""

    def stand_in(*commands: Command) -> list[Any]:
        waiting, shown = list(commands), []

        def sorter(ideas: Any, themes: Any, words: Any, **facts: Any) -> list[Command]:
            shown.append((ideas, themes, facts))
            return [waiting.pop(0)] if waiting else []

        monkeypatch.setattr("pages.views.desk.parts.sorting.sorter", sorter)
        return shown

    return stand_in


@pytest.mark.parametrize(
    ("command", "field", "expected"),
    [
        (Command("1", "hide", ("given-0001",)), "hidden", {"given-0001": True}),
        (Command("1", "approve", ("given-0001",)), "approved", {"given-0001": True}),
        (
            Command("1", "edit", ("given-0003",), text="Uusi uimahalli"),
            "edits",
            {"given-0003": "Uusi uimahalli"},
        ),
        (Command("1", "merge", ("given-0002",), into="given-0001"), "merged", {"given-0002": "given-0001"}),
        (Command("1", "theme", ("given-0003",), theme="Liikunta"), "themes", {"given-0003": "Liikunta"}),
    ],
)
def test_each_command_becomes_its_verb(
    sorting: Hall, drawn: Callable[..., list[Any]], command: Command, field: str, expected: dict[str, Any]
) -> None:
    """And is seen in the next drawing."""
    drawn(command)
    sorting.page("desk_ideas")
    assert expected == getattr(sorting.now.curation, field)


def test_a_command_that_is_refused_is_said_in_a_toast(sorting: Hall, drawn: Callable[..., list[Any]]) -> None:
    """Its writer has withdrawn the idea meanwhile."""
    drawn(Command("1", "hide", ("never-there",)))
    assert "Ideaa ei löydy enää" in sorting.page("desk_ideas").toasts[0]


def test_near_duplicates_are_offered(sorting: Hall, drawn: Callable[..., list[Any]]) -> None:
    """For a person to confirm."""
    shown = drawn()
    sorting.page("desk_ideas")
    ideas, _, _ = shown[-1]
    assert [("given-0002",), ("given-0001",), ()] == [idea["similar"] for idea in ideas]


def test_covered_texts_reach_the_page_only_on_purpose(
    sorting: Hall, drawn: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of hidden and waiting ideas the page knows their state, and their words once the manager has asked."""
    shown = drawn()
    sorting.does("hide", activity="ideas", ideas=["given-0003"])
    sorting.page("desk_ideas")
    ideas, _, facts = shown[-1]
    assert facts["private"]
    assert [("given-0003", "hidden", "")] == [
        (i["id"], i["state"], i["text"]) for i in ideas if i["state"] != "shown"
    ]
    assert "Uimahalli" not in str(ideas)

    monkeypatch.setattr("pages.views.desk.parts.sorting.is_uncovered", lambda words, key: True)
    sorting.page("desk_ideas")
    assert "Uimahalli" in [idea["text"] for idea in shown[-1][0]]


def test_undo_here_takes_back_sorting_and_nothing_else(
    sorting: Hall, drawn: Callable[..., list[Any]]
) -> None:
    """A press too many must not open the step again for the whole room."""
    drawn()
    sorting.on("close")
    sorting.does("hide", activity="ideas", ideas=["given-0003"])
    page = sorting.page("desk_ideas").press("Kumoa piilottaminen")
    assert {} == sorting.now.curation.hidden
    assert not [b for b in page.buttons if b.startswith("Kumoa")]


def test_of_two_steps_with_the_same_title_each_can_be_sorted(
    new_hall: NewHall, drawn: Callable[..., list[Any]]
) -> None:
    """As a repeated one has it. A browser knows a choice by its words."""
    hall = new_hall(step("ideas"), step("vote")).on("open")
    hall.does("repeat", activity="ideas", id="again")
    hall.on("close", "next")
    shown = drawn()
    page = hall.page("desk_ideas")
    for chosen in ("ideas", "again"):
        _steps(page).set_value(chosen).run()
        assert f"sorter-{chosen}" == shown[-1][2]["key"]


def test_the_step_that_is_sorted_stays_when_another_desk_renames_one(
    new_hall: NewHall, drawn: Callable[..., list[Any]]
) -> None:
    """Until somebody goes to another page and comes back: then it is the one that is on."""
    hall = new_hall(step("ideas"), step("vote")).on("open")
    hall.does("repeat", activity="ideas", id="again")
    shown = drawn()
    page = hall.page("desk_ideas")
    _steps(page).set_value("again").run()
    for title in ("Kylän ideat", "Omat ideat"):
        hall.does("configure", activity="ideas", title={"fi": title})
        page.run()
        assert "sorter-again" == shown[-1][2]["key"]
    page.app.switch_page("desk_log.py").run()
    page.app.switch_page("desk_ideas.py").run()
    assert "sorter-ideas" == shown[-1][2]["key"]


def test_without_a_step_for_ideas_it_says_where_to_add_one(new_hall: NewHall) -> None:
    """No dead end."""
    assert "Lisää se illan kulkuun" in new_hall(step("thanks")).page("desk_ideas").said


def _steps(page: Page) -> Any:
    return next(group for group in page.app.button_group if (group.key or "").startswith("which"))
