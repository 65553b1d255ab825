"""What the browser layer needs and karmakit does not bring: Playwright, axe, and a Chromium."""

import os
import shutil
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from karmakit_schemas.errors import UsageError

if TYPE_CHECKING:
    from playwright.async_api import Playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_INSTALL = "install them with `pip install 'karmakit[browser]'`"
_CHROMIUM = "install one with `playwright install chromium`, or from your system's packages"


@dataclass(frozen=True, slots=True)
class Tools:
    """The script of axe; the browser is found when Playwright runs."""

    axe: str


def tools() -> Tools:
    """Return what is needed; raise in one line with the mend where it is not installed."""
    try:
        import playwright.async_api  # noqa: F401, PLC0415 - an optional extra

        script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except (ImportError, FileNotFoundError) as error:
        raise UsageError(f"--browser needs Playwright and axe ({error}); {_INSTALL}") from None
    return Tools(script)


def chromium(playwright: "Playwright") -> str:
    """Return the path of Playwright's own Chromium, else of the system's."""
    own = playwright.chromium.executable_path
    found = own if Path(own).exists() else next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise UsageError(f"--browser needs Chromium, and there is none; {_CHROMIUM}")
    return found


def arguments() -> list[str]:
    """Return how Chromium is started: quietly, and with every name of a host leading nowhere."""
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    cut = ["--host-resolver-rules=MAP * ~NOTFOUND", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*quiet, *cut, *(["--no-sandbox"] if is_root else [])]  # Chromium refuses its sandbox to root
