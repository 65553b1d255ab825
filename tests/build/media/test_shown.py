"""The column that pictures are scaled to is the one that the player has."""

import re

from karmakit_build.media.shown import COLUMN


def test_the_column_is_the_player_s_at_its_largest_text(root):
    style = root / "build" / "runtime" / "style"
    measure = re.search(r"--measure: (\d+)rem;", (style / "tokens.css").read_text(encoding="utf-8"))
    sizes = re.findall(r'html\[data-size="\d"\] \{\s*font-size: (\d+)%;', (style / "base.css").read_text(encoding="utf-8"))
    assert measure
    assert int(measure[1]) * 16 * max(map(int, sizes)) // 100 == COLUMN
