"""How an mdBook is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "mdBook (a folder with SUMMARY.md)"


def takes(given: Candidate) -> bool:
    """Say whether a folder holds a summary."""
    return given.is_folder and given.holds("SUMMARY.md", "src/SUMMARY.md")
