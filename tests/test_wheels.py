"""What requirements.txt names comes ready-made for every computer that the README promises."""

import json
import os
from pathlib import Path

import pytest

from tests.service.waiting import wait_for
from tests.wheels import ANSWERS, PLATFORMS, PYTHONS, ask, name

pytestmark = pytest.mark.network

PATIENCE = 300
"""Seconds until a package index that says nothing is one that is not there."""


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory):
    """Asked at the beginning of the whole suite; these tests alone ask now."""
    if ANSWERS in os.environ:
        answers = Path(os.environ[ANSWERS])
        wait_for(answers.exists, within=PATIENCE)
    else:
        answers = tmp_path_factory.mktemp("wheels") / "answers.json"
        ask(answers)
    return json.loads(answers.read_text())


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_everything_installs_without_a_compiler(everywhere, python, platform):
    """No laptop in a hall has to build anything."""
    code, said, complaints = everywhere[name(python, platform)]
    assert 0 == code, complaints
    assert "streamlit==" in said


def test_a_package_without_a_wheel_is_noticed(everywhere):
    """The check would fail if something had to be compiled."""
    code, _, complaints = everywhere["compiler"]
    assert 0 != code
    assert "wheels" in complaints
