"""How QTI is known."""

import re

from karmakit_build.importing.candidate import Candidate
from karmakit_build.importing.packages.kinds import SCORM
from karmakit_build.importing.packages.peeking import manifest_among

TITLE = "QTI"
IS_QTI = re.compile(rb"<(?:\w+:)?(questestinterop|assessmentItem|assessmentTest)\b")
"""How a document of QTI begins, within its first bytes."""
_PACKED = re.compile(rb"imsqti|assessmentItem")


def takes(given: Candidate) -> bool:
    """Say whether an XML file begins as QTI, or a package has a manifest that names tests in QTI."""
    if not given.is_folder and given.ending == ".xml":
        return IS_QTI.search(given.head) is not None
    manifest = manifest_among(given.entries, (SCORM,))
    return manifest is not None and given.package is None and _PACKED.search(given.entries[manifest]) is not None
