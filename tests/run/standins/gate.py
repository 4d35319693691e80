"""Stands in for ruff, mypy and pytest, which it is copied as; fails where it is told to."""

import sys
from pathlib import Path

import diary

name = Path(__file__).stem
diary.note(name)
diary.say(f"{name} has spoken")
sys.exit(1 if diary.mood(name) == "fails" else 0)
