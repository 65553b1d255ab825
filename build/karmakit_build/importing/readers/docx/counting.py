"""Count what a document holds by the tags of its parts, whatever is made of them."""

from copy import deepcopy

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.office.drawings import Drawings, related
from karmakit_build.importing.office.names import PIC, A, C, V, W, tag
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.settling import settled
from karmakit_build.importing.readers.docx.headings import Styles, style_of
from karmakit_build.xml import Element


def counts_of(package: Package, parts: list[str], styles: Styles, drawings: Drawings) -> Counts:
    """Return the headings, the pictures, and the tables with the charts that have figures."""
    headings = pictures = tables = 0
    for part in parts:
        root: Element = deepcopy(package.trees[part])
        settled(root)
        paragraphs = root.iter(tag(W, "p"))
        headings += sum(1 for each in paragraphs if styles.level(each) and style_of(each) not in styles.contents)
        pictures += sum(1 for each in root.iter(tag(PIC, "pic")) if next(each.iter(tag(A, "blip")), None) is not None)
        pictures += sum(1 for _ in root.iter(tag(V, "imagedata")))
        tables += sum(1 for _ in root.iter(tag(W, "tbl")))
        tables += sum(drawings.has_figures(part, related(each, "id")) for each in root.iter(tag(C, "chart")))
    return Counts(headings=headings, pictures=pictures, tables=tables)
