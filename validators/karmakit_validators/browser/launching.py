"""Whether a bundle opens, speaks to its platform, leaves and comes back, with the network off (PKG021)."""

from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from karmakit_schemas.findings import Finding
from karmakit_validators.browser.site import ORIGIN, PLATFORM, Site
from karmakit_validators.browser.telling import told

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

PATIENCE = 10_000
"""For how many milliseconds a course may keep its platform waiting."""
WORDS = {"Initialize": "when it opens", "Commit": "to keep what was done", "Finish": "when it is left"}


async def launch(context: "BrowserContext", site: Site, standard: str, path: str) -> list[str]:
    """Open a bundle twice and leave it each time; return what went wrong, in words."""
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"a script fails: {' '.join(error.message.split())[:200]}"))
    if standard.startswith("SCORM"):
        site.extra[PLATFORM] = resources.files(__package__).joinpath("platform.html").read_bytes()
        await page.goto(f"{ORIGIN}/{PLATFORM}")
        await page.evaluate("standard => platform.offer(standard)", standard)
        for _ in range(2):
            faults += await _visit(page, path)
            await page.evaluate("platform.again()")
    else:
        await page.goto(f"{ORIGIN}/{quote(path)}", wait_until="networkidle")
    await page.close()
    return list(dict.fromkeys(faults))


async def _visit(page: "Page", path: str) -> list[str]:
    """Open the course in the platform's frame and take it away again; return what the platform did not hear."""
    await page.evaluate("address => platform.open(address)", f"/{quote(path)}")
    missing = [] if await _hears(page, "Initialize") else ["Initialize"]
    await page.wait_for_load_state("networkidle")
    await page.evaluate("platform.open('about:blank')")
    missing += [] if await _hears(page, "Finish") else ["Finish"]
    calls: list[str] = await page.evaluate("platform.calls")
    missing += ["Commit"] if "SetValue" in calls and "Commit" not in calls else []
    return [f"the platform never hears {name} ({WORDS[name]})" for name in missing]


async def _hears(page: "Page", name: str) -> bool:
    from playwright.async_api import TimeoutError as TooLongError  # noqa: PLC0415 - an optional extra

    try:
        await page.wait_for_function("name => platform.calls.includes(name)", arg=name, timeout=PATIENCE, polling=50)
    except TooLongError:
        return False
    return True


def findings(path: str, faults: list[str], site: Site) -> Iterator[Finding]:
    """Yield what was said to the platform or not, and every request that left the bundle or led nowhere."""
    for fault in faults:
        yield told("PKG021", fault, path, "Let the course run from its bundle alone, and speak to its platform from first to last")
    for address in dict.fromkeys(site.outside):
        yield told("PKG021", f"`{address[:200]}` is asked for from the network", path, "Put into the bundle what the course needs")
    for name in dict.fromkeys(site.missing):
        yield told(
            "PKG021", f"`{name[:200]}` is asked for, and is not in the bundle", path, "Put it into the bundle, or do not ask for it"
        )
