"""Links that were changed since the backup, or while it is put back."""

from typing import Any

import pytest

from facilitation.permissions import MANAGER
from service import acting, snapshots
from tests.service.evenings import CODE, Evening


def test_a_link_changed_since_the_backup_stays_changed(evening: Evening) -> None:
    """Whoever had taken the old one does not come back in with a restore."""
    name = snapshots.take(evening.house, CODE)
    acting.perform(evening.house, CODE, MANAGER, "revoke", link="stage", age=0)
    restored = snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, name)).workshop
    assert 1 == restored.link("stage").age == evening.house.workshop(CODE).link("stage").age


def test_a_link_changed_while_all_is_put_back_stays_changed(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there is looked at in the writer's turn, and not a moment before it."""
    name, store = snapshots.take(evening.house, CODE), type(evening.house.store)
    replace = store.replace

    def slow(*what: Any) -> Any:
        acting.perform(evening.house, CODE, MANAGER, "revoke", link="stage", age=0)
        return replace(*what)

    monkeypatch.setattr(store, "replace", slow)
    snapshots.restore(evening.house, CODE, snapshots.text_of(evening.house, CODE, name))
    assert (1, "revoke") == (evening.workshop.link("stage").age, evening.workshop.log[-2].verb)
