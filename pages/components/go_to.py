"""On to another page by itself; what stands beside it leads there too."""

import streamlit as st

_JS = """
export default function ({ data }) {
  window.location.replace(data.address);
}
"""
_GO_TO = st.components.v2.component("asukasilta.go_to", js=_JS)


def go_to(address: str, key: str) -> None:
    """`address`: a path of ours."""
    _GO_TO(key=key, data={"address": address}, width="content")
