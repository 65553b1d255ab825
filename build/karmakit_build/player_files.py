"""Read the bundled player, which travels inside the package."""

from functools import cache
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError


@cache
def player_file(name: str) -> str:
    """Return the stylesheet `player.css`, or the script of a kind of platform, as `scorm12.js`."""
    try:
        return Path(__file__).with_name("player").joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError(f"the player is not built (player/{name} is missing): run `make setup`") from None
