"""Write the theme of a course: its accent, made readable, as custom properties of the stylesheet."""

from karmakit_schemas.colours import check_accent, steps
from karmakit_schemas.course import CourseFile
from karmakit_schemas.errors import UnusableInputError


def theme_css(meta: CourseFile) -> str:
    """Return the custom properties that a course sets, for light and dark."""
    accent = meta.theme.accent
    verdict = check_accent(accent)
    if not verdict.fit:
        raise UnusableInputError(
            f"{meta.id}: course.yml: the accent {accent} cannot be read on a light page"
            f" (contrast {verdict.ratio:.1f}:1); use {verdict.nearest} or a darker one"
        )
    found = steps(accent)
    light = f"--accent:{found.light};--accent-tint:{found.light_tint}"
    dark = f"--accent:{found.dark};--accent-tint:{found.dark_tint}"
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{{dark}}}}}\n"
        f":root[data-scheme=dark]{{{dark}}}\n"
    )
