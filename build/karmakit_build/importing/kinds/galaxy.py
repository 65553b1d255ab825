"""How a tutorial of the Galaxy Training Network is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "Galaxy Training Network (a tutorial, or a topic of them)"
_SIGNS = (b"\nquestions:", b"\nobjectives:", b"\ntime_estimation:", b"\nkey_points:", b"tutorial_hands_on")


def takes(given: Candidate) -> bool:
    """Say whether a file is a tutorial, or a folder holds some."""
    if given.is_folder:
        return any(given.path.glob("tutorials/*/tutorial.md")) or given.holds("tutorial.md")
    text = b"\n" + given.lines
    return given.ending == ".md" and sum(sign in text for sign in _SIGNS) > 1
