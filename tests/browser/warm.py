"""Windows that tests hand on: one that has read a page's scripts before reads them again for half the work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Error, Page, ViewportSize

NewContext = Callable[..., BrowserContext]
WITHOUT_SCRIPTS = "/robots.txt"


class WarmPages:
    """`new_context(**options)` makes another window when none rests."""

    def __init__(self, new_context: NewContext) -> None:
        self._new_context = new_context
        self._resting: list[Page] = []

    @contextmanager
    def lent(self, viewport: ViewportSize) -> Iterator[Callable[[], Page]]:
        """Pages of this size, until the test is over."""
        out: list[Page] = []

        def lend() -> Page:
            page = self._resting.pop() if self._resting else self._new_context().new_page()
            page.set_viewport_size(viewport)
            out.append(page)
            return page

        yield lend
        self._resting += filter(_is_as_new, out)


def _is_as_new(page: Page) -> bool:
    """Signed out, with nothing kept and nothing in its way; one that can't be made so is thrown away."""
    context = page.context
    try:
        context.set_offline(False)
        page.unroute_all(behavior="ignoreErrors")
        if page.url.startswith("http"):
            page.goto(
                urljoin(page.url, WITHOUT_SCRIPTS)
            )  # which write down what they know when they are left
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        context.clear_cookies()
        context.clear_permissions()
        for other in set(context.pages) - {page}:
            other.close()
    except Error:
        context.close()
        return False
    return True
