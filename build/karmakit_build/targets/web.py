"""A website of the course that can be installed and works without a network from the second visit on, and its print editions."""

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.editions import facilitator_bundle, learner_edition
from karmakit_build.records import sealed
from karmakit_build.site import policy, site
from karmakit_build.web.edition import PRINT, WORKER, worker
from karmakit_build.web.icons import SIZES, png, svg
from karmakit_build.web.manifest import ICON, MANIFEST, icon, manifest
from karmakit_schemas.colours import DARK_GROUNDS, LIGHT_GROUNDS

NAME = "web"
CSP = policy("'self'", "worker-src 'self'", "manifest-src 'self'")


def package(pages: Pages) -> tuple[Bundle, ...]:
    """Return the site of a course as a zip, for any web server, and the facilitator's edition, which never lies there."""
    meta = pages.course.meta
    files = site(pages, NAME, CSP, options={"print": PRINT}, words=pages.language.web, head=_head)
    files[PRINT] = learner_edition(pages)
    files |= {ICON: svg(meta.theme.accent), **{icon(size): png(meta.theme.accent, size) for size in SIZES}}
    files[MANIFEST] = manifest(pages)
    files[WORKER] = worker(files, spared=pages.spared, lite=pages.lite)
    site_bundle = Bundle(pages.named(NAME), sealed(pages, NAME, files))
    # who prints the facilitator's edition has the full one
    return (site_bundle,) if pages.lite else (site_bundle, facilitator_bundle(pages))


def _head(page: Page) -> str:
    root = page.root
    return (
        f'<link rel="manifest" href="{root}/{MANIFEST}">\n<link rel="icon" href="{root}/{ICON}" type="image/svg+xml">\n'
        f'<link rel="apple-touch-icon" href="{root}/{icon(SIZES[0])}">\n'
        f'<meta name="theme-color" content="{LIGHT_GROUNDS[0]}" media="(prefers-color-scheme: light)">\n'
        f'<meta name="theme-color" content="{DARK_GROUNDS[0]}" media="(prefers-color-scheme: dark)">\n'
    )
