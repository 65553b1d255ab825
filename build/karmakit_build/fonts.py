"""Carry the font of a script: the subset files as they come from `@fontsource`, their licence, and the rules that load them.

The files are shipped unchanged. A subset of each course's own characters would save some 20 KB a file, and its bytes would
depend on the versions of a font library and a compressor.
"""

from dataclasses import dataclass, field
from importlib import resources

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.languages import Language

FOLDER = "assets/fonts"


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a bundle carries for its script: `css` stands in the stylesheet in `assets/`, `files` by their path in the bundle."""

    css: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def fonts(language: Language) -> Fonts:
    """Return the fonts of a language; none where devices have its script."""
    if language.font is None:
        return Fonts()
    package = language.font.package.rpartition("/")[2]
    characters = _read(f"{package}.range.txt").decode().strip()
    css = "".join(
        f'@font-face{{font-family:"{language.font.family}";font-weight:{weight};font-display:swap;'
        f'src:url(fonts/{name}) format("woff2");unicode-range:{characters}}}\n'
        for weight, name in sorted(language.font.files.items())
    )
    files = {f"{FOLDER}/{name}": _read(name) for name in language.font.files.values()}
    return Fonts(css, files | {f"{FOLDER}/OFL.txt": _read(f"{package}.OFL.txt")})


def _read(name: str) -> bytes:
    try:
        return resources.files(__package__).joinpath("fonts", name).read_bytes()
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError(f"karmakit carries no font file {name}; it belongs into build/karmakit_build/fonts") from None
