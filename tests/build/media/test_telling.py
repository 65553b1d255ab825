"""A line a file, in columns that hold for names in Hindi, and no wider than the terminal."""

from karmakit_build.media.step import Step
from karmakit_build.media.telling import line

DESK = Step("media/desk.jpg", bytes(455_000), bytes(158_000), ((2100, 800), (1632, 622)), ("scaled", "turned upright"))
FILM = Step("media/नदी.mp4", bytes(35_000), b"film", refused="in no Git repository")


def test_weights_stand_below_each_other_whatever_script_a_name_is_in():
    assert line(DESK, 20) == "  media/desk.jpg           455 kB →    158 kB  turned upright, 2100 by 800 → 1632 by 622"
    assert line(FILM, 20) == "  media/नदी.mp4              35 kB              left, for it is in no Git repository"


def test_what_was_done_stands_below_where_the_terminal_is_narrow():
    assert line(DESK, 20, 80) == "  media/desk.jpg           455 kB →    158 kB\n    turned upright, 2100 by 800 → 1632 by 622"
    assert "\n" not in line(DESK, 20, 100)
