"""The tests of a document of QTI, of whichever version it is."""

from collections.abc import Callable, Mapping

from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.readers.qti.found import Found
from karmakit_build.importing.readers.qti.package import Package
from karmakit_build.importing.readers.qti.version_1 import tests as tests_1
from karmakit_build.importing.readers.qti.version_2 import tests as tests_2
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_READERS: Mapping[str, Callable[[Package, str, Element, Media], Found]] = {
    "questestinterop": tests_1,
    "assessmentItem": tests_2,
    "assessmentTest": tests_2,
}


def tests_of(package: Package, name: str, root: Element, media: Media) -> Found:
    """Return the questions of a document; its root is one of the three that QTI knows."""
    return _READERS[local(root)](package, name, root, media)
