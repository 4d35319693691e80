"""The sorter's Python side: what it takes from the browser, and what it acknowledges."""

import json

import pytest

from locales import words
from pages.components import sorter
from pages.components.sorter import Command, Commands


def test_only_what_was_gone_through_is_acknowledged() -> None:
    """A loop that is broken off leaves the command it was at for the next run."""
    first, second = Command("a", "hide", ("1",)), Command("b", "hide", ("2",))
    done: set[str] = set()

    for command in Commands([first, second], done):
        if command is second:
            break

    assert done == {"a"}


@pytest.mark.parametrize(
    "sent", [None, "hide", {"verb": "hide"}, [{"id": "a", "verb": "burn", "ideas": ["1"]}]]
)
def test_a_message_that_is_no_list_of_commands_is_passed_over(sent: object) -> None:
    """Whatever else reaches the server, it does not reach the ideas."""
    assert [] == sorter._understood(sent)


def test_a_command_is_typed() -> None:
    """What a page gets has the fields its verb needs, and tuples that nobody changes."""
    sent = [{"id": "a", "verb": "merge", "ideas": ["2", "3"], "into": "1"}]
    assert [Command("a", "merge", ("2", "3"), into="1")] == sorter._understood(sent)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_keys_are_explained_in_each_language(language: str) -> None:
    """No label of the sorter is a bare catalogue key."""
    labels = json.dumps(sorter._labels(words(language)))

    assert "desk.sorter" not in labels
