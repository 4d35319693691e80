"""The server: how it is started, what is said about it, and how it ends."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from service.control import doorbell
from tests.run.launcher import SOON, Launcher, read_until
from tests.serving import Server, free_port

STOPPED_WELL = 7
"""The exit code of the stand-in when it was asked to stop."""

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that only asks")


def started(launcher: Launcher, *words: str, **extra: str) -> "tuple[subprocess.Popen[str], int, str]":
    """The process, its port and what it said until it was ready."""
    port = free_port()
    process = launcher.start("--port", str(port), *words, **extra)
    return process, port, read_until(process, "Ctrl+C")


def test_it_says_where_desk_and_phones_are(launcher: Launcher) -> None:
    """And what a hotspot is worth, before sixty people find out."""
    _, port, said = started(launcher)
    assert f"http://localhost:{port}/desk" in said
    assert "hotspot" in said or "not on any network" in said


def test_a_given_address_is_the_one_for_phones(launcher: Launcher) -> None:
    """On a server, this machine's own address leads nowhere."""
    _, _, said = started(launcher, ASUKASILTA_ADDRESS="https://ilta.example/")
    assert "https://ilta.example\n" in said
    assert "hotspot" not in said


def test_the_server_gets_port_and_folder(launcher: Launcher, tmp_path: Path) -> None:
    """Streamlit's own idiom, with the folder in the environment."""
    _, port, _ = started(launcher, f"--data={tmp_path / 'evening'}")
    entry = launcher.diary("server")[0]
    assert ["run", "app.py", "--server.port", str(port), "--server.headless", "true"] == entry["argv"]
    assert str(tmp_path / "evening") == entry["data"]
    assert launcher.base.samefile(entry["cwd"])


def test_the_data_folder_is_beside_the_program(launcher: Launcher) -> None:
    """Unless somebody names another; it is made if it is missing, and private."""
    started(launcher)
    assert str(launcher.base / "data") == launcher.diary("server")[0]["data"]
    assert (launcher.base / "data").is_dir()


@on_posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_stops_the_server(launcher: Launcher, number: signal.Signals) -> None:
    """Asked once, waited for, and its exit code is ours."""
    process, _, _ = started(launcher)
    process.send_signal(number)
    said, _ = process.communicate(timeout=SOON)
    assert STOPPED_WELL == process.returncode
    assert "closed" in said
    assert 1 == sum(entry.get("stopped", False) for entry in launcher.diary("server"))


def test_a_launcher_that_is_killed_leaves_no_server(launcher: Launcher) -> None:
    """It can say nothing any more, so the server hears of it in another way."""
    process, _, _ = started(launcher)
    process.kill()
    process.communicate(timeout=SOON)
    assert [True] == [entry["stopped"] for entry in launcher.diary("server")[1:]]


def test_the_real_server_ends_with_its_launcher(start_server: Callable[..., Server]) -> None:
    """In order, as if it had been asked to."""
    server = start_server()
    server.lose_its_launcher()
    assert doorbell(server.data) is None


@on_posix
def test_a_server_that_hears_nothing_is_ended(launcher: Launcher) -> None:
    """Nothing is left behind that holds the port and the folder."""
    script = launcher.base / "run.py"
    script.write_text(script.read_text("utf-8").replace("PATIENCE = 10", "PATIENCE = 0.2"), "utf-8")
    process, _, _ = started(launcher, MOOD="server:deaf")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=SOON)
    assert 128 + signal.SIGKILL == process.returncode
    assert not psutil.pid_exists(launcher.diary("server")[0]["pid"])


@on_posix
def test_a_stop_signal_works_before_the_server_is_up(launcher: Launcher) -> None:
    """Somebody changes their mind while it starts."""
    process = launcher.start("--port", str(free_port()), MOOD="server:slow")
    read_until(process, "Starting")
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=SOON)
    assert "Ctrl+C" not in said
    assert not [entry for entry in launcher.diary("server") if psutil.pid_exists(entry["pid"])]


def test_a_taken_port_is_named_with_a_free_one(launcher: Launcher) -> None:
    """One sentence that can be typed off."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = launcher("--port", str(port))
        assert 2 == result.returncode
        assert f"Port {port} is not free" in result.stderr
        suggested = int(result.stderr.split("--port ")[1])
        assert suggested > port
    assert [] == launcher.diary()


def test_a_folder_that_another_server_has_is_said_plainly(launcher: Launcher) -> None:
    """The server's exit code becomes a sentence."""
    result = launcher("--port", str(free_port()), MOOD="server:taken")
    assert 2 == result.returncode
    assert f"The folder {launcher.base / 'data'} is already open" in result.stderr


def test_a_server_that_falls_is_not_called_running(launcher: Launcher) -> None:
    """Its own code comes out, and no address is promised."""
    result = launcher("--port", str(free_port()), MOOD="server:falls")
    assert 3 == result.returncode
    assert "did not start" in result.stderr
    assert "" == result.stdout


def test_a_folder_that_cannot_be_written_is_refused_first(launcher: Launcher, tmp_path: Path) -> None:
    """Before anything is installed or started."""
    (tmp_path / "file").touch()
    result = launcher("--port", str(free_port()), "--data", str(tmp_path / "file"))
    assert 2 == result.returncode
    assert "cannot be written to" in result.stderr
    assert [] == launcher.diary()


@on_posix
def test_the_desk_is_opened_in_the_browser(launcher: Launcher, tmp_path: Path) -> None:
    """On the address that is printed."""
    process, port, _ = started(launcher, BROWSER=browser(tmp_path))
    read_until(process, f"opened http://localhost:{port}/desk")


@on_posix
def test_no_browser_is_opened_when_none_is_wanted(launcher: Launcher, tmp_path: Path) -> None:
    """A computer in a cupboard has nobody to look at it."""
    process, _, _ = started(launcher, "--no-browser", BROWSER=browser(tmp_path))
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=SOON)
    assert "opened" not in said


def browser(folder: Path) -> str:
    """One that only says what it was asked to open."""
    program = folder / "browser"
    program.write_text('#!/bin/sh\necho "opened $1"\n')
    program.chmod(0o755)
    return str(program)
