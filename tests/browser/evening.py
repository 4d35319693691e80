"""An evening on the real server, and what the manager does in it."""

from dataclasses import dataclass
from typing import Any

from locales import Words, words
from service.access import call_server
from tests.serving import Server


@dataclass(frozen=True)
class Evening:
    """One workshop. What the manager does here goes through the control route, as scripts do it."""

    server: Server
    code: str
    links: dict[str, str]
    t: Words

    @classmethod
    def on(cls, server: Server, title: str, template: str = "asukasilta", language: str = "fi") -> "Evening":
        links = _called(server, "new", template=template, title=title, language=language)
        return cls(server, str(links["code"]), links, words(language))

    def call(self, command: str, **arguments: Any) -> dict[str, Any]:
        return _called(self.server, command, code=self.code, **arguments)

    def step(self, go: str, kind: str | None = None) -> dict[str, Any]:
        """`next`, `back`, `open` with a kind, `close`, `reveal`, `reopen`, `undo`."""
        return self.call("step", go=go, kind=kind)

    def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        return self.call("perform", verb=verb, arguments=arguments)

    def open_vote(self, *options: str) -> str:
        """Approval of options typed in; the id of the step."""
        vote = self.activity("vote")["id"]
        self.do(
            "configure", activity=vote, settings={"source": "typed", "typed": options, "method": "approval"}
        )
        self.step("open", "vote")
        return str(vote)

    def end_answering(self) -> None:
        """Without the countdown."""
        self.do("close_now")

    def activity(self, kind: str) -> dict[str, Any]:
        return next(a for a in self.call("state")["agenda"] if a["kind"] == kind)

    @property
    def on_now(self) -> tuple[str, str]:
        """Kind and phase."""
        state = self.call("state")
        return str(state["kind"]), str(state["phase"])

    def idea(self, text: str) -> str:
        """Its id."""
        wall = self.call("result", activity=self.activity("ideas")["id"])["result"]
        return next(str(idea["id"]) for idea in wall["all"] if idea["text"] == text)

    def revealed(self) -> dict[str, int]:
        """The vote that is on is over and shown: its options with what they got."""
        self.end_answering()
        self.step("reveal")
        return self.counted()

    def counted(self) -> dict[str, int]:
        """Of the vote as it is revealed: option → people."""
        vote = self.call("result", activity=self.activity("vote")["id"])
        assert vote["shown"], "not revealed"
        return {row["option"]["text"]: row["people"] for row in vote["result"]["rows"]}


def _called(server: Server, command: str, **arguments: Any) -> dict[str, Any]:
    done = call_server(server.data, command, **arguments)
    assert done is not None, f"No server on {server.data}:\n{server.said()}"
    return done
