"""Halls for the tests of the desk's pages."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from facilitation.model import Activity
from tests.facilitation.room import AGENDA
from tests.pages.desk_alone import Hall, NewHall, hall_in


@pytest.fixture
def new_hall(tmp_path: Path) -> Iterator[NewHall]:
    """`new_hall(step("ideas"), step("vote"))`; without steps, arrival, ideas, vote and thanks."""
    with ExitStack() as halls:

        def new(*agenda: Activity, **changes: Any) -> Hall:
            return halls.enter_context(hall_in(tmp_path / "data", agenda or AGENDA, **changes))

        yield new


@pytest.fixture
def hall(new_hall: NewHall) -> Hall:
    return new_hall()
