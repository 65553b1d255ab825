"""What stands in for a file of a course is known by its place and its name."""

import pytest

from karmakit_schemas.stand_ins import beside, instead, plain, stand_ins

FILES = {
    "media/desk.jpg",
    "media/desk.jpg.webp",
    "media/lite/desk.jpg.webp",
    "media/lite/desk.jpg.webp.webp",
    "media/counter.mp4",
    "media/lite/counter.mp4.mp4",
    "media/lite/counter.mp4.m4a",
    "media/maps/Delhi.PNG",
    "media/lite/maps/Delhi.PNG.png",
    "media/notes.pdf",
    "media/lite/notes.pdf.png",
    "desk.jpg.webp",
    "desk.jpg",
}


@pytest.mark.parametrize(
    ("path", "webp", "light"),
    [
        ("media/desk.jpg", "media/desk.jpg.webp", "media/lite/desk.jpg.webp"),
        ("media/counter.mp4", None, "media/lite/counter.mp4.m4a"),
        ("media/maps/Delhi.PNG", None, "media/lite/maps/Delhi.PNG.png"),
        ("media/notes.pdf", None, None),
        ("desk.jpg", "desk.jpg.webp", None),
        ("media/lite/desk.jpg.webp", None, None),
        ("media/gone.jpg", None, None),
        ("", None, None),
    ],
)
def test_a_file_is_stood_in_for_by_what_bears_its_whole_name(path, webp, light):
    assert (beside(path, FILES), instead(path, FILES)) == (webp, light)
    assert stand_ins(path, FILES) == tuple(found for found in (webp, light) if found)


@pytest.mark.parametrize(
    ("endings", "found"),
    [((".webp", ".jpg"), ".jpg"), ((".webp", ".png"), ".png"), ((".jpg", ".png"), None), ((".webp",), None), ((), None)],
)
def test_a_browser_without_webp_has_the_picture_that_lies_beside_it(endings, found):
    files = {"media/desk.jpg", *(f"media/lite/desk.jpg{ending}" for ending in endings)}
    assert plain("media/desk.jpg", files) == (found and f"media/lite/desk.jpg{found}")
    assert set(stand_ins("media/desk.jpg", files)) == {
        f"media/lite/desk.jpg{ending}" for ending in endings[:1] + (endings[1:] if found else ())
    }
