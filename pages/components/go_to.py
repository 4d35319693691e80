"""On to another page by itself; what stands beside it leads there too."""

from pages.components.beside import registered

_JS = """
export default function ({ data: [data] }) {
  window.location.replace(data.address);
}
"""
_GO_TO = registered("go_to", _JS)


def go_to(address: str, key: str) -> None:
    """`address`: a path of ours."""
    _GO_TO(key=key, data={"address": address}, width="content")
