"""Carry the font of a script: the subset files as they come from `@fontsource`, their licence, and the rules that load them.

The files are shipped unchanged. A subset of each course's own characters would save some 20 KB a file, and its bytes would
depend on the versions of a font library and a compressor.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.languages import Language, LanguageFont

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
    files = {f"{FOLDER}/{name}": _read(name) for name in language.font.files.values()}
    return Fonts(_faces(language.font, lambda name: f"fonts/{name}"), files | {f"{FOLDER}/OFL.txt": _read(f"{package}.OFL.txt")})


def embedded_faces(language: Language) -> str:
    """Return the rules that load the fonts of a language, each font standing in its rule; "" where devices have its script."""
    if language.font is None:
        return ""
    return _faces(language.font, lambda name: f"data:font/woff2;base64,{base64.b64encode(_read(name)).decode()}")


def _faces(font: LanguageFont, address: Callable[[str], str]) -> str:
    characters = _read(f"{font.package.rpartition('/')[2]}.range.txt").decode().strip()
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{weight};font-display:swap;'
        f'src:url({address(name)}) format("woff2");unicode-range:{characters}}}\n'
        for weight, name in sorted(font.files.items())
    )


def _read(name: str) -> bytes:
    try:
        return resources.files(__package__).joinpath("fonts", name).read_bytes()
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError(f"karmakit carries no font file {name}; it belongs into build/karmakit_build/fonts") from None
