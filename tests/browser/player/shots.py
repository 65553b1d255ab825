"""Take pictures of the player in each of its states: `python tests/browser/player/shots.py OUT [PART…]`, with a contact sheet."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import chromium  # noqa: E402 - found by the line above
from player_bundles import served  # noqa: E402 - the same
from player_scenes import SCENES, lay_out  # noqa: E402 - the same

WIDTHS = (360, 768, 1280)


def main(out: Path, wanted: list[str]) -> None:
    """Write a picture a scene, width and scheme, and `index.html` with all of them."""
    out.mkdir(parents=True, exist_ok=True)
    browser_path = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lay_out(Path(folder))
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(chromium.ARGUMENTS))
        with served(Path(folder)) as base:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    for name, scene in SCENES.items():
                        picture = f"{name}-{width}-{scheme}.png"
                        if wanted and not any(word in picture for word in wanted):
                            continue
                        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
                        page = context.new_page()
                        page.on("pageerror", lambda error, at=picture: sys.stderr.write(f"{at}: {error}\n"))
                        page.on("console", lambda m, at=picture: m.type == "error" and sys.stderr.write(f"{at}: {m.text}\n"))
                        scene(page, base)
                        # a window as tall as the page: its bars then stand at its ends
                        height = page.evaluate("document.documentElement.scrollHeight")
                        page.set_viewport_size({"width": width, "height": max(800, height)})
                        page.wait_for_timeout(50)
                        page.screenshot(path=out / picture, full_page=True)
                        context.close()
        browser.close()
    pictures = sorted(path.name for path in out.glob("*.png"))
    figures = "".join(f'<figure><img src="{name}" loading="lazy"><figcaption>{name}</figcaption></figure>' for name in pictures)
    style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px}img{width:260px;border:1px solid #999}figure{margin:0}"
    (out / "index.html").write_text(f"<!doctype html><title>Pictures</title><style>{style}</style>{figures}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
