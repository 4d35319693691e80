"""The stage in the real app: who may look, and what the projector does when the server is gone for a while."""

from tests.browser.screens import Stage, Wire, by_themselves

IDEA = "Kirsikkapuisto"


def test_who_was_not_let_in_sees_and_is_sent_nothing(hall, new_stage, server):
    """The address of the stage stands on the wall; it opens nothing by itself, and no stream either."""
    hall.evening.step("open", "ideas")
    hall.phone().send(IDEA)
    page = new_stage()
    stage, wire = Stage(page, hall.evening), Wire(page)
    page.goto(f"{server.address}/stage?code={hall.evening.code}&embed=true")
    stage.shows(hall.evening.t("stage.not_open"))
    assert IDEA not in stage.whole + wire.frames
    assert page.request.get(f"{server.address}/live/{hall.evening.code}/room").status == 403


def test_a_stage_opened_for_one_evening_shows_no_other(hall, server):
    """Another code in its address is answered as if nobody had let it in."""
    stage = hall.stage()
    stage.page.goto(f"{server.address}/stage?code=QQQQQQ&embed=true")
    stage.shows(hall.evening.t("stage.not_open"))


def test_the_stage_outlives_its_server(start_server, hall_on):
    """While the server is gone old numbers get a sign; when it is back the picture goes on by itself."""
    server = start_server()
    hall = hall_on(server)
    hall.evening.step("open", "ideas")
    stage = hall.stage()
    hall.phone().send(IDEA)
    stage.shows(IDEA)

    with by_themselves(stage):
        server.kill()
        stage.shows(hall.evening.t("stage.lost"))
        stage.shows(IDEA)
        start_server(port=server.port)
        stage.shows_no(hall.evening.t("stage.lost"))
        hall.evening.step("close")
        stage.shows(hall.evening.t("stage.closed"))


def test_the_stage_is_held_and_blanked_from_the_desk(hall):
    """Held, it keeps its picture while ideas come in; blank, it shows none; live again, it shows all."""
    hall.evening.step("open", "ideas")
    stage, phone = hall.stage(), hall.phone()
    stage.shows(hall.evening.t("stage.ideas.none"))
    hall.evening.do("stage", mode="held")
    stage.shows(hall.evening.t("stage.held"))
    phone.send(IDEA)
    phone.shows(hall.evening.t("phone.line.saved"))
    hall.evening.do("stage", mode="blank")
    stage.shows_no(hall.evening.t("stage.held"))
    assert IDEA not in stage.whole
    hall.evening.do("stage", mode="live")
    stage.shows(IDEA)
