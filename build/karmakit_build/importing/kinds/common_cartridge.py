"""How a Common Cartridge is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "Common Cartridge (.imscc)"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds the manifest of a cartridge."""
    return given.package == "common-cartridge"
