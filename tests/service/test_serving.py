"""Starting: what a server says that cannot."""

import os
import subprocess
from pathlib import Path

import pytest

from service.serving import NOWHERE_TO_KEEP
from tests import serving

NOBODY = "postgresql://nobody@127.0.0.1:{port}/nothing"


@pytest.mark.parametrize("home", ["folder", "database"])
def test_a_server_that_can_keep_nothing_says_so_and_ends(home: str, tmp_path: Path) -> None:
    """As in a container that was given somebody else's folder, or before its database: a sentence, no traceback, and no
    password out of an address."""
    (tmp_path / "file").touch()
    where = {"ASUKASILTA_DATA": str(tmp_path / "file"), "LC_ALL": "en_GB.UTF-8", "ASUKASILTA_DATABASE": ""}
    if home == "database":
        where["ASUKASILTA_DATABASE"] = NOBODY.format(port=serving.free_port())
    command = [*serving.STREAMLIT, "app.py", f"--server.port={serving.free_port()}"]
    started = subprocess.run(
        [*command, "--server.address=127.0.0.1"],
        cwd=serving.ROOT,
        env=os.environ | where,
        capture_output=True,
        timeout=serving.STARTS_WITHIN,
        check=False,
    )
    said = started.stderr.decode()
    names = {
        "folder": f"The folder {tmp_path / 'file'} cannot be used",
        "database": "The database does not answer",
    }
    assert NOWHERE_TO_KEEP == started.returncode, said
    assert names[home] in said
    assert "Traceback" not in said
