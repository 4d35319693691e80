"""Files to be downloaded: links to addresses that hold, however often the page is drawn meanwhile.

Streamlit's own download button makes a new address at each drawing and takes the old one back, so that a press between
the two fails; its link button covers the desk with an empty tab for as long as the file is being made.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from locales import Words
from pages.components.beside import component

_FILES = component(__file__, '<ul></ul><p role="status"></p><p role="alert"></p>')


@dataclass(frozen=True, slots=True)
class File:
    """`address`: a route that answers with an attachment, or refuses in words. `what` stands below the link."""

    label: str
    address: str
    what: str = ""
    private: bool = False


def files(t: Words, offered: Sequence[File], key: str) -> None:
    """A press says that the file is being made, and beside the links why there is none."""
    words = {"making": t("desk.download.making"), "none": t("common.refused.no_file_now")}
    _FILES(key=key, data={"files": [asdict(file) for file in offered], "words": words})
