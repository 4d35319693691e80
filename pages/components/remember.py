"""A choice that this browser remembers, in a cookie that holds nothing but the choice."""

import streamlit as st

_JS = """
export default function ({ data }) {
  if (data.value) document.cookie = `${data.name}=${data.value}; path=/; max-age=31536000; samesite=lax`;
}
"""
_REMEMBER = st.components.v2.component("asukasilta.remember", js=_JS)


def remember(name: str, value: str | None, key: str) -> None:
    _REMEMBER(key=key, data={"name": name, "value": value}, width="content")
