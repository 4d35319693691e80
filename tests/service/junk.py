"""Nonsense to put anywhere into a file, and the places where it can stand."""

from typing import Any

from hypothesis import strategies as st

junk = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def put(found: Any, where: tuple[Any, ...], what: Any) -> None:
    for name in where[:-1]:
        found = found[name]
    found[where[-1]] = what


def places(found: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sampled_from([place for place in _walk(found) if place])


def _walk(found: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [at, *(place for name, each in inside for place in _walk(each, (*at, name)))]
