"""Find the system's Chromium, without its window where it comes so, or install it: Debian's as root, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# the same engine without a window, whose address bar alone would take 0.4 s of work for every page that is opened
BARE = ("chromium-headless-shell",)
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "no browser: install Debian's `chromium-headless-shell` or `chromium`, or run `playwright install chromium`"


def find(names: tuple[str, ...] = BARE + WHOLE) -> str | None:
    """Return the path of the first Chromium of these names that the system has, else of Playwright's own, or None."""
    if path := next(filter(None, map(shutil.which, names)), None):
        return path
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - start-up cost only where nothing was found
    except ImportError:  # `make` asks before anything is installed
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str:
    """Return the path of a Chromium, installed if need be; exit with one line that says what to install."""
    if path := shutil.which(BARE[0]):
        return path
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in (BARE[0], WHOLE[0]):
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=False)
            if path := shutil.which(package):
                return path
    elif find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if path := find():
        return path
    sys.exit(MISSING)


if __name__ == "__main__":
    sys.stdout.write(f"browser: {install()}\n")
