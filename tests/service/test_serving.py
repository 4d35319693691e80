"""What the server has loaded is looked through for what nobody needs once, and not again while a hall waits."""

import gc

from service.serving import leave_alone_what_stays

MANY = 1000


def test_what_stays_is_left_alone_once_for_each_page():
    """Whatever comes later is looked through as ever."""
    leave_alone_what_stays("a page")
    before, later = gc.get_freeze_count(), [[] for _ in range(MANY)]
    leave_alone_what_stays("a page")
    assert gc.get_freeze_count() <= before
    leave_alone_what_stays("another page")
    assert gc.get_freeze_count() >= before + len(later) // 2
