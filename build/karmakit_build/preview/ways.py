"""Where things lie in a preview, and the addresses by which pages find each other, wherever the whole is put."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from karmakit_build.preview.words import words
from karmakit_validators.report.words import Words

HOME = "index.html"
ASSETS, RULES, EVENTS = "_assets", "_rules", "_events"
"""What lies beside the folders of the courses, whose names may not begin like this."""
PAGES, SOURCE, PLAYER = "modules", "source", "player"
COVER_PAGE, OVERVIEW = "cover.html", "index.html"


def own_rule(code: str) -> str:
    """Return where the preview keeps the page of a rule."""
    return f"{RULES}/{code}.html"


@dataclass(frozen=True)
class Places:
    """Where the preview stands: `rule` gives the page of a rule; `guide` is the way to the site around it, if there is one.

    `is_local`: it is served to its author alone, so that pages may name the files of this machine and are renewed by themselves;
    `version` then counts the changes that went before. `lang` is the language in which the preview speaks of courses.
    """

    rule: Callable[[str], str] = own_rule
    guide: str = ""
    is_local: bool = False
    version: int = 0
    lang: str = "en"


@dataclass(frozen=True)
class Way:
    """The view from one page at `here`, a path from the root of the preview."""

    places: Places
    here: str

    def to(self, path: str, anchor: str = "") -> str:
        """Return the address of another path of the preview."""
        up = "../" * self.here.count("/")
        return f"{up}{quote(path, safe='/._-~')}{f'#{quote(anchor)}' if anchor else ''}"

    @property
    def say(self) -> Words:
        """Return what the preview says, in its language."""
        return words(self.places.lang)

    def rule(self, code: str) -> str:
        """Return the address of a rule's page."""
        return self.to(self.places.rule(code))


def module_page(course: str, module: str) -> str:
    """Return the path of a module's page; of the cover's, if the name is empty."""
    return f"{course}/{PAGES}/{module}.html" if module else f"{course}/{COVER_PAGE}"


def played_page(course: str, module: str) -> str:
    """Return the path of what learners see of a module; of the cover, if the name is empty."""
    return f"{course}/{PLAYER}/pages/{module}.html" if module else f"{course}/{PLAYER}/index.html"


def source_page(course: str, path: str) -> str:
    """Return the path of the page that shows a file of a course by its lines."""
    return f"{course}/{SOURCE}/{path}.html"


def editor(folder: Path, path: str, line: int, column: int) -> str:
    """Return the address by which Visual Studio Code, and what is made of it, opens a file at a place."""
    file = (folder.resolve() / path).as_posix()
    return f"vscode://file/{quote(file.lstrip('/'), safe='/:')}:{line}:{column}"
