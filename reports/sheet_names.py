"""Names of sheets as Excel takes them: 31 letters, some characters not, and no two alike."""

from facilitation.text import clean

LONGEST = 31

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"


class SheetNames:
    """Of one workbook. `unnamed`: for a title of which nothing is left."""

    def __init__(self, unnamed: str) -> None:
        self._unnamed = unnamed
        self._given: set[str] = set()

    def of(self, title: str) -> str:
        whole = " ".join(clean(title).translate(_FORBIDDEN).split()).strip("'") or self._unnamed
        name, n = _cut(whole, ""), 1
        while name.casefold() in self._given or name.casefold() == _RESERVED:
            n += 1
            name = _cut(whole, f" {n}")
        self._given.add(name.casefold())
        return name


def _cut(name: str, end: str) -> str:
    """Excel counts UTF-16 units, so that an emoji is two."""
    kept = name
    while len(f"{kept}{end}".encode("utf-16-le")) > 2 * LONGEST:
        kept = kept[:-1]
    return f"{kept.strip().strip(chr(39))}{end}"
