"""Signing in with an organisation's account, through a provider on this machine and Streamlit's own st.login."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from locales import words
from tests import serving
from tests.browser.provider import provider
from tests.browsing import expect

T = words("fi")
PATIENCE = 20_000


def test_an_organisations_account_leads_to_the_desk_and_out_again(
    new_context: Callable[..., BrowserContext], start_server: Callable[..., Any], tmp_path: Path
) -> None:
    """Who is listed gets where they wanted to go; who is not reads why; and signing out is out at the provider too."""
    port = serving.free_port()
    with provider() as its:
        home = tmp_path / "home" / ".streamlit"
        home.mkdir(parents=True)
        (home / "secrets.toml").write_text(its.secrets_for(f"http://127.0.0.1:{port}"))
        server = start_server(
            port=port,
            HOME=str(home.parent),
            ASUKASILTA_PASSWORD="",
            ASUKASILTA_MANAGERS="maija@example.org",
        )
        page = new_context(locale="fi").new_page()
        its.email = "kuka@example.org"
        page.goto(f"{server.address}/desk-agenda?code=ABC234")
        page.get_by_role("link", name=T("phone.sign_in.organisation")).click()
        expect(page.get_by_text(re.compile("kuka@"))).to_be_visible(timeout=PATIENCE)
        assert [] == [c for c in page.context.cookies() if c["name"] == "asukasilta_desk"]
        its.email = "maija@example.org"
        page.get_by_role("button", name=T("desk.organisation.other")).click()
        page.get_by_role("link", name=T("phone.sign_in.organisation")).click()
        expect(page.get_by_role("heading", name=T("common.product"))).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name=T("desk.sign_out")).click()
        expect(page.get_by_role("link", name=T("phone.sign_in.organisation"))).to_be_visible(timeout=PATIENCE)
        assert (2, 2) == (its.asked, its.left)
        page.goto(f"{server.address}/desk")
        expect(page.get_by_role("link", name=T("phone.sign_in.organisation"))).to_be_visible()
