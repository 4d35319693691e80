"""The stage in the real app: who may look, and what the projector does when the server is gone for a while."""

from tests.browser.screens import by_themselves

IDEA = "Kirsikkapuisto"


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
