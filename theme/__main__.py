"""`python -m theme`: write the colours into the files that repeat them."""

import sys

from theme.derived import HOME, stale

for path, text in stale().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{path.relative_to(HOME).as_posix()}\n")
