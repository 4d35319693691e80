"""Says what pip says, and installs nothing."""

import sys
import threading

import diary

OFFLINE = """WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/pandas/
ERROR: No matching distribution found for pandas
"""

diary.note("pip")
diary.say("Collecting pandas>=3")
if diary.mood("pip") == "offline":
    sys.exit(OFFLINE)
diary.say("Installing collected packages: pandas, numpy")
if diary.mood("pip") == "hangs":
    threading.Event().wait()
