"""Prints what it was called with, as the real one prints its one JSON object."""

import json
import os
import sys
from pathlib import Path

import diary

diary.note("cli")
diary.say(json.dumps({"argv": sys.argv[1:], "data": os.environ["ASUKASILTA_DATA"], "cwd": str(Path.cwd())}))
sys.exit(5 if diary.mood("cli") == "fails" else 0)
