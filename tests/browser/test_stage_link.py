"""The stage and its server: news at once, and no old number without a sign."""

import pytest

from tests.browser.stage_alone import Alone, drawn, wall
from tests.browsing import expect


@pytest.fixture
def projector(new_stage):
    """Its clock stands still but for what a test lets pass: on a busy machine, moments are seconds."""
    page = new_stage()
    page.clock.install(time=0)
    stage = Alone(page)
    page.clock.pause_at(3_600_000)
    stage.draw(drawn(wall(5)))
    stage.hears("v1")
    return stage


def lost(stage):
    return stage.page.locator(".lost")


def test_news_is_asked_for_at_once(projector):
    """Another version asks for a rerun; the one that is drawn does not."""
    assert projector.asked() == []
    projector.hears("v2")
    assert projector.asked() == ["v2"]


def test_news_waits_for_the_picture_that_is_under_way(projector):
    """On a weak line pictures would queue, and the wall would fall behind; of what came meanwhile, the last counts."""
    for version in ("v2", "v3", "v4"):
        projector.hears(version)
    assert projector.asked() == ["v2"]
    projector.draw(drawn(wall(5), version="v2"))
    assert projector.asked() == ["v2", "v4"]
    projector.draw(drawn(wall(5), version="v4"))
    assert projector.asked() == ["v2", "v4"]


def test_a_question_without_an_answer_is_asked_again(projector):
    """A rerun that was lost with a websocket must not leave the stage behind; meanwhile it says so."""
    projector.hears("v2")
    expect(lost(projector)).to_be_hidden()
    projector.page.clock.run_for(6000)
    assert len(projector.asked()) > 1
    expect(lost(projector)).to_be_visible()
    projector.draw(drawn(wall(5), version="v2"))
    projector.page.clock.run_for(2000)
    expect(lost(projector)).to_be_hidden()


def test_a_short_break_is_mended_without_a_word(projector):
    """A stream that ends is opened again within seconds."""
    projector.breaks()
    assert projector.streams() == 0
    projector.page.clock.run_for(2000)
    assert projector.streams() == 1
    projector.hears("v1")
    projector.page.clock.run_for(5000)
    expect(lost(projector)).to_be_hidden()


def test_after_five_seconds_without_the_server_the_stage_says_so(projector):
    """And takes the numbers that may be old away, until it hears something again."""
    for _ in range(4):
        projector.breaks()
        projector.page.clock.run_for(4500)
    expect(lost(projector)).to_have_text(drawn(wall(0))["words"]["lost"])
    expect(projector.page.locator(".counts")).to_be_hidden()
    projector.page.clock.run_for(9000)
    projector.hears("v1")
    expect(lost(projector)).to_be_hidden()
    expect(projector.page.locator(".counts")).to_be_visible()


def test_silence_is_a_loss_too(projector):
    """A connection that died without a word is noticed by its missing heartbeats, and made anew."""
    for _ in range(4):
        projector.page.clock.run_for(15_000)
        projector.beats()
        projector.draw(drawn(wall(5)))
    expect(lost(projector)).to_be_hidden()
    before = projector.page.evaluate("streams.length")
    projector.page.clock.run_for(37_000)
    expect(lost(projector)).to_be_visible()
    assert projector.page.evaluate("streams.length") > before


def test_a_quiet_room_is_counted_anew_now_and_then(projector):
    """Phones leave without a word."""
    projector.page.clock.run_for(32_000)
    assert projector.asked()


def test_a_hidden_tab_holds_no_stream(projector):
    """Browsers allow six connections to a server; the seventh tab would hang."""
    hide = (
        "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true}); "
        "document.dispatchEvent(new Event('visibilitychange')) }"
    )
    projector.page.evaluate(hide, True)
    assert projector.streams() == 0
    projector.page.evaluate(hide, False)
    assert projector.streams() == 1


def test_it_ends_when_its_place_is_gone_and_not_before(projector):
    """Streamlit may end an earlier call after a later one has begun."""
    projector.page.evaluate("window.earlier = window.end; hang()")
    projector.page.evaluate("[earlier, end].forEach(ends => ends())")
    assert projector.streams() == 1
    projector.page.evaluate("shadow.host.remove(); end()")
    assert projector.streams() == 0


def test_a_picture_that_is_hung_up_later_shows_what_was_given_before(projector):
    """The two come to the page in any order."""
    projector.page.evaluate("shadow.host.remove(); end()")
    projector.draw(drawn(wall(7)))
    projector.page.evaluate("document.body.append(shadow.host); hang()")
    expect(projector.page.locator(".card")).to_have_count(7)
    assert projector.streams() == 1
