"""What is installed when, and what happens to an environment that was left half-made."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.run.launcher import SOON, Launcher, read_until


def test_a_second_start_calls_no_pip(launcher: Launcher) -> None:
    """A start in front of people takes no time and needs no network."""
    launcher("new")
    launcher("new")
    assert 1 == len(launcher.diary("pip"))


def test_changed_requirements_are_installed(launcher: Launcher) -> None:
    """An update of the program brings its new parts."""
    launcher("new")
    (launcher.base / "requirements.txt").write_text("pandas>=3\n")
    launcher("new")
    assert 2 == len(launcher.diary("pip"))


def test_what_the_tests_need_has_a_stamp_of_its_own(launcher: Launcher) -> None:
    """Whoever only runs an evening never gets the developers' tools."""
    launcher("new")
    launcher("test")
    launcher("test")
    launcher("new")
    wanted = [Path(entry["argv"][-1]).name for entry in launcher.diary("pip")]
    assert ["requirements.txt", "requirements-dev.txt"] == wanted


def test_no_part_is_ever_built_from_source(launcher: Launcher) -> None:
    """A laptop in a hall has no compiler."""
    launcher("new")
    argv = launcher.diary("pip")[0]["argv"]
    assert "--only-binary :all:" in " ".join(argv)


def test_without_network_one_sentence_names_the_log(launcher: Launcher) -> None:
    """No traceback, none of pip's words, and the next try is a real one."""
    result = launcher("new", MOOD="pip:offline")
    assert 2 == result.returncode
    sentence = result.stderr.splitlines()[-1]
    assert "needs the internet" in sentence
    assert str(launcher.venv / "install.log") in sentence
    assert "Retrying" not in result.stderr
    assert "Retrying" in (launcher.venv / "install.log").read_text()
    assert 0 == launcher("new").returncode


def test_a_failed_download_spoils_no_environment_that_works(launcher: Launcher) -> None:
    """A developer without network can still run an evening."""
    launcher("new")
    assert 2 == launcher("test", MOOD="pip:offline").returncode
    assert 0 == launcher("new", MOOD="pip:offline").returncode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that only asks")
def test_an_interrupted_installation_ends_pip_and_is_remembered(launcher: Launcher) -> None:
    """What pip had begun to change is not trusted the next time."""
    process = launcher.start("new", MOOD="pip:hangs")
    read_until(process, "Installing parts: 0/2")
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=SOON)
    assert 2 == process.returncode
    assert "interrupted" in output
    assert not psutil.pid_exists(launcher.diary("pip")[0]["pid"])
    assert (launcher.venv / "unfinished").exists()


def test_a_half_made_environment_is_made_anew(bare: Launcher) -> None:
    """With the real venv and the real pip: nothing of what was left is used."""
    leftover = bare.venv / "lib" / "leftover.txt"
    leftover.parent.mkdir(parents=True)
    for path in (leftover, bare.venv / "unfinished"):
        path.touch()
    assert 0 == bare("new").returncode
    assert not leftover.exists()
    assert not (bare.venv / "unfinished").exists()


def test_two_launchers_do_not_install_at_once(launcher: Launcher) -> None:
    """Somebody impatient starts it in a second window."""
    process = launcher.start("new", MOOD="pip:hangs")
    read_until(process, "Installing parts: 0/2")
    second = launcher("new")
    assert 2 == second.returncode
    assert "in another window" in second.stderr


def test_a_folder_with_other_things_is_left_alone(bare: Launcher, tmp_path: Path) -> None:
    """Naming the wrong folder must not cost anybody their files."""
    precious = tmp_path / "home" / "precious.txt"
    precious.parent.mkdir()
    precious.write_text("mine")
    result = bare("new", ASUKASILTA_VENV=str(precious.parent))
    assert 2 == result.returncode
    assert "something else" in result.stderr
    assert "mine" == precious.read_text()


def test_the_environment_may_stand_elsewhere(launcher: Launcher, tmp_path: Path) -> None:
    """A container keeps it outside of the program's folder."""
    elsewhere = tmp_path / "elsewhere"
    launcher.venv.rename(elsewhere)
    assert 0 == launcher("new", ASUKASILTA_VENV=str(elsewhere)).returncode
    assert not launcher.venv.exists()


def test_a_python_without_venv_is_told_what_to_install(bare: Launcher) -> None:
    """Debian ships Python without it."""
    hide = "import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = ['run.py', 'new']; "
    command = [
        sys.executable,
        "-c",
        hide + f"runpy.run_path({str(bare.base / 'run.py')!r}, run_name='__main__')",
    ]
    result = subprocess.run(command, env=bare.environment(), capture_output=True, text=True, check=False)
    assert 2 == result.returncode
    assert ["apt install python3-venv" in line for line in result.stderr.splitlines()] == [True]
