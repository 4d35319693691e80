"""The dict that is never changed."""

from hypothesis import given
from hypothesis import strategies as st

from storage.layered import Layered

keys = st.integers(0, 200).map(str)
changes = st.lists(st.one_of(st.tuples(keys, st.integers()), st.tuples(keys, st.none())), max_size=300)


@given(start=st.dictionaries(keys, st.integers()), changes=changes, looks=st.sets(st.integers(0, 300)))
def test_it_holds_what_a_dict_would_and_every_picture_stays(
    start: dict[str, int], changes: list[tuple[str, int | None]], looks: set[int]
) -> None:
    """Any puts and removals, with a look at some moments: same items, same order, then and at the end."""
    layered, plain = Layered(dict(start)), dict(start)
    pictures = []
    for number, (key, value) in enumerate(changes):
        layered = layered.without(key) if value is None else layered.put(key, value)
        if value is None:
            plain.pop(key, None)
        else:
            plain[key] = value
        pictures.append((layered, plain.copy()))
        if number in looks:
            assert list(layered.items()) == list(plain.items())
    for picture, wanted in pictures:
        assert len(wanted) == len(picture)
        assert list(wanted.items()) == list(picture.items())
        assert all(
            (picture.get(key), key in picture) == (wanted.get(key), key in wanted) for key, _ in changes
        )
