"""What is true of every page of Streamlit's."""

from service.tidying import leave_alone_what_stays


def test_a_page_that_was_drawn_is_left_alone_with_all_it_loaded(hall):
    """Once for each page, however often it is drawn."""
    leave_alone_what_stays.cache_clear()
    page = hall.page("desk_run")
    drawn = leave_alone_what_stays.cache_info().currsize
    assert drawn > 0
    page.run()
    assert leave_alone_what_stays.cache_info().currsize == drawn
