"""How a lesson of the Carpentries is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "Carpentries Workbench (a lesson, or one episode)"


def takes(given: Candidate) -> bool:
    """Say whether a folder is a lesson, or a file an episode."""
    if given.is_folder:
        return given.holds("config.yaml") and (given.path / "episodes").is_dir()
    return given.ending in {".md", ".rmd"} and b"\nteaching:" in given.lines and b"\nexercises:" in given.lines
