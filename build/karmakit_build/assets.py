"""Make the script and the stylesheet of a bundle from the player's own and what the course says."""

from collections.abc import Mapping
from typing import Any

from karmakit_build.compiler.markup import script_json
from karmakit_build.compiler.pages import Pages
from karmakit_build.fonts import fonts
from karmakit_build.player_files import player_file
from karmakit_build.theme import theme_css


def assets(pages: Pages, target: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files below `assets/`; `target` tells the player which tracker to start."""
    carried = fonts(pages.language)
    data = script_json({**pages.data, "target": dict(target)})
    return {
        "assets/player.js": f"self.karmakit={data};\n{player_file('player.js')}".encode(),
        "assets/player.css": f"{carried.css}{player_file('player.css')}\n{theme_css(pages.course.meta)}".encode(),
        **carried.files,
    }
