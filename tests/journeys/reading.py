"""A browser as a reader has it, opened at a width, failing a test when a page breaks its policy or asks elsewhere."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"
WIDTHS = (320, 390, 820, 1180, 1440)


@dataclass
class Reader:
    """A page and what it complained of: errors of scripts and of the policy, and requests to other servers."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Closes the browser's context."""
        self.page.context.close()


def reader(browser: Browser, address: str, width: int = 1440, **options: Any) -> Reader:
    """A reader's page, not yet at an address; everything outside `address` is a stranger."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    found = Reader(context.new_page())
    home = urlsplit(address).netloc

    def noted(url: str) -> None:
        if urlsplit(url).netloc not in (home, ""):
            found.strangers.append(url)

    found.page.on("console", lambda message: found.complaints.append(message.text) if message.type == "error" else None)
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("request", lambda request: noted(request.url))
    return found


def opened(browser: Browser, url: str, width: int = 1440, **options: Any) -> Page:
    """A page at a width, which fails the test when the policy stops something or a script breaks."""
    found = reader(browser, url, width, **options)
    found.page.goto(url)
    assert found.complaints == [], url
    return found.page


def too_wide(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wide


def serious(page: Page) -> list[tuple[str, str]]:
    """What axe finds that is serious or critical: the rule and the first element."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")]
