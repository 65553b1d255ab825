"""Carry the font of a script: the subset files as they come from `@fontsource`, their licence, and the rules that load them.

The files are shipped unchanged. A subset of each course's own characters would save some 20 KB a file, and its bytes would
depend on the versions of a font library and a compressor.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.languages import Language, LanguageFont

FOLDER = "assets/fonts"
REGULAR: Literal[400] = 400


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a bundle carries for its script: `css` stands in the stylesheet in `assets/`, `files` by their path in the bundle."""

    css: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def fonts(language: Language, *, lite: bool = False) -> Fonts:
    """Return the fonts of a language, none where devices have its script; browsers draw the bold one of the lite edition."""
    font = _chosen(language, lite=lite)
    if font is None:
        return Fonts()
    package = font.package.rpartition("/")[2]
    files = {f"{FOLDER}/{name}": _read(name) for name in font.files.values()}
    return Fonts(_faces(font, lambda name: f"fonts/{name}"), files | {f"{FOLDER}/OFL.txt": _read(f"{package}.OFL.txt")})


def embedded_faces(language: Language, *, lite: bool = False) -> str:
    """Return the rules that load the same fonts, each font standing in its rule; "" where devices have the script."""
    font = _chosen(language, lite=lite)
    if font is None:
        return ""
    return _faces(font, lambda name: f"data:font/woff2;base64,{base64.b64encode(_read(name)).decode()}")


def _chosen(language: Language, *, lite: bool) -> LanguageFont | None:
    if language.font is None or not lite:
        return language.font
    return language.font.model_copy(update={"files": {REGULAR: language.font.files[REGULAR]}})


def _faces(font: LanguageFont, address: Callable[[str], str]) -> str:
    characters = _read(f"{font.package.rpartition('/')[2]}.range.txt").decode().strip()
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{weight};font-display:swap;'
        f'src:url({address(name)}) format("woff2");unicode-range:{characters}}}\n'
        for weight, name in sorted(font.files.items())
    )


def _read(name: str) -> bytes:
    try:
        return Path(__file__).with_name("fonts").joinpath(name).read_bytes()
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError(f"karmakit carries no font file {name}; it belongs into build/karmakit_build/fonts") from None
