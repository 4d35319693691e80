"""A choice that this browser remembers, in a cookie that holds nothing but the choice."""

from pages.components.beside import registered

_JS = """
export default function ({ data: [data] }) {
  if (data.value) document.cookie = `${data.name}=${data.value}; path=/; max-age=31536000; samesite=lax`;
}
"""
_REMEMBER = registered("remember", _JS)


def remember(name: str, value: str | None, key: str) -> None:
    _REMEMBER(key=key, data={"name": name, "value": value}, width="content")
