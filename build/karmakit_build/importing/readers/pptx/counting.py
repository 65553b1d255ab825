"""Count what a presentation holds by the tags of its slides and notes, whatever is made of them."""

from copy import deepcopy

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.office.drawings import Drawings, related
from karmakit_build.importing.office.names import A, C, P, tag, text_in
from karmakit_build.importing.office.settling import settled
from karmakit_build.importing.readers.pptx.shapes import TITLES
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_MEDIA = frozenset({"videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "media"})


def counts_of(parts: list[str], drawings: Drawings) -> Counts:
    """Return the titles of slides, the pictures without those that stand for a video, and the tables with the charts of figures."""
    titles = pictures = tables = 0
    for part in parts:
        root: Element = deepcopy(drawings.package.trees[part])
        settled(root)
        titles += any(_is_title(each) for each in root.iter(tag(P, "sp")))
        pictures += sum(
            1
            for each in root.iter(tag(P, "pic"))
            if not any(local(inner) in _MEDIA for inner in each.iter()) and next(each.iter(tag(A, "blip")), None) is not None
        )
        tables += sum(1 for _ in root.iter(tag(A, "tbl")))
        tables += sum(drawings.has_figures(part, related(each, "id")) for each in root.iter(tag(C, "chart")))
    return Counts(headings=titles, pictures=pictures, tables=tables)


def _is_title(shape: Element) -> bool:
    """Say whether a shape is the title of its slide, and says something."""
    return any(each.get("type") in TITLES for each in shape.iter(tag(P, "ph"))) and bool(text_in(shape, tag(A, "t")).strip())
