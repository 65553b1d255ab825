"""Look at one bundle in a browser: at each page with axe and at 320 pixels, then at the launch."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Finding
from karmakit_validators.browser import axe, launching, reflow
from karmakit_validators.browser.site import ORIGIN, Site
from karmakit_validators.browser.telling import told
from karmakit_validators.browser.tools import Tools, arguments, chromium
from karmakit_validators.verify.archive import Archive

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

LONGEST = 60
"""After how many seconds a page, or a launch, is given up; a hostile script would never end."""
OPENING = 20_000
"""For how many milliseconds a page may be opening."""
MOST_PAGES = 500
"""How many pages are looked at: a course has fewer, and a zip made to keep us busy has more."""

_SHOWN = "document.fonts.ready.then(() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown))))"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is opened: the files, the standard, and the path that is launched."""

    archive: Archive
    standard: str
    launch: str

    @property
    def pages(self) -> list[str]:
        """Return the paths of all pages."""
        return sorted(name for name in self.archive.files if name.lower().endswith((".html", ".htm")))[:MOST_PAGES]


async def look(bundle: Bundle, tools: Tools) -> list[Finding]:
    """Return what a browser shows of a bundle, cut off from the network."""
    from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - an optional extra

    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=chromium(playwright), args=arguments())
        except Error as error:
            raise UsageError(f"Chromium does not start: {error.message.splitlines()[0]}; does it run by itself?") from None
        try:
            found = [finding for path in bundle.pages for finding in await _in_time(_page(browser, bundle, path, tools), path)]
            if bundle.launch in bundle.archive.files:
                found += await _in_time(_launch(browser, bundle), bundle.launch)
        finally:
            await browser.close()
    return list(dict.fromkeys(found))


async def _in_time(work: Coroutine[None, None, list[Finding]], path: str) -> list[Finding]:
    """Return what was found, or that the page stopped the browser or kept it waiting."""
    from playwright.async_api import Error  # noqa: PLC0415 - an optional extra

    try:
        async with asyncio.timeout(LONGEST):
            return await work
    except TimeoutError:
        return [told("PKG021", f"the page does not come to rest within {LONGEST} seconds", path, "Find the script that never ends")]
    except Error as error:
        reason = " ".join(error.message.split())[:200]
        return [told("PKG021", f"the page does not open: {reason}", path, "Open it in a browser and look at its console")]


async def _context(browser: "Browser", site: Site) -> "BrowserContext":
    context = await browser.new_context(
        viewport={"width": 1280, "height": 1024}, service_workers="block", accept_downloads=False, reduced_motion="reduce"
    )
    context.set_default_timeout(OPENING)
    await site.serve(context)
    return context


async def _page(browser: "Browser", bundle: Bundle, path: str, tools: Tools) -> list[Finding]:
    site = Site(bundle.archive)
    context = await _context(browser, site)
    try:
        page = await context.new_page()
        await page.goto(f"{ORIGIN}/{quote(path)}")
        found = await _measured(page, path, tools)
        return [*found, *launching.findings(path, [], site)]
    finally:
        await context.close()


async def _measured(page: "Page", path: str, tools: Tools, *, again: int = 3) -> list[Finding]:
    """Return what axe and the narrow window show; a page that leads on to another one is measured where it ends."""
    from playwright.async_api import Error  # noqa: PLC0415 - an optional extra

    try:
        await page.evaluate(_SHOWN)
        seen = await axe.violations(page, tools.axe)
        return [*axe.findings(path, seen), *reflow.findings(path, await reflow.measure(page))]
    except Error as error:
        if "navigation" not in error.message or not again:
            raise
        await page.wait_for_load_state()
        return await _measured(page, path, tools, again=again - 1)


async def _launch(browser: "Browser", bundle: Bundle) -> list[Finding]:
    site = Site(bundle.archive)
    context = await _context(browser, site)
    try:
        faults = await launching.launch(context, site, bundle.standard, bundle.launch)
        return list(launching.findings(bundle.launch, faults, site))
    finally:
        await context.close()
