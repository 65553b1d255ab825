"""The plugin of mkdocs: the courses of a repository in its site, by the very pages that `karmakit preview` shows."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from karmakit_authoring.load import find_courses
from karmakit_build.preview.files import Preview
from karmakit_build.preview.following import named
from karmakit_build.preview.home import cards
from karmakit_build.preview.showing import language_of, showing
from karmakit_build.preview.ways import HOME, Places, Way, own_rule
from karmakit_schemas.errors import KarmakitError
from karmakit_validators.report.words import LANGUAGES

ROOT = "courses"
"""The folder of the site in which the preview stands; its list of courses is `courses/index.md` for the navigation."""
INDEX = f"{ROOT}/index.md"
LATE = -100
"""After every other plugin and hook, so that the pages of rules that they bring are there."""


class Options(Config):  # type: ignore[no-untyped-call]  # mkdocs types its own, but for this
    """What a `mkdocs.yml` says: the folders, beside it, at and below which the courses lie, and the language of the preview."""

    courses = config_options.ListOfItems(config_options.Type(str), default=["courses"])
    lang = config_options.Optional(config_options.Choice(LANGUAGES))


class CoursesPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # the same
    """Put the preview of all courses into the site; a faulty course shows its findings there, and never stops a build."""

    @event_priority(LATE)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the files of the preview, and the page of the navigation that lists the courses."""
        today = datetime.now(tz=UTC).date()
        courses = {name: showing(folder, name, today) for name, folder in named(self._folders(config)).items()}
        lang = self.config.lang or language_of(courses.values())
        preview = Preview(courses, Places(rule=_rules_of(files), guide="../index.html", lang=lang))
        for path in preview.paths():
            if path != HOME:
                data = preview.make(path) or b""
                files.append(File.generated(config, f"{ROOT}/{path}", content=data, inclusion=InclusionLevel.NOT_IN_NAV))
        if files.get_file_from_path(INDEX) is None:
            files.append(File.generated(config, INDEX, content="# The courses here\n"))
            self._list = cards(preview.courses.values(), Way(preview.places, HOME))
        return files

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - mkdocs' signature
        """Put the list of courses under its heading."""
        return html + self._list if page.file.src_uri == INDEX and page.file.generated_by == "karmakit" else html

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:  # noqa: ARG002 - mkdocs' signature
        """Have the site built again when a course changes."""
        for folder in self._folders(config):
            server.watch(str(folder))
        return server

    def _folders(self, config: MkDocsConfig) -> list[Path]:
        beside = Path(config.config_file_path or ".").parent
        try:
            return [course for place in self.config.courses for course in find_courses(beside / place)]
        except KarmakitError as error:
            raise PluginError(f"karmakit: {error}") from None


def _rules_of(files: Files) -> Callable[[str], str]:
    """Return what gives the page of a rule from the root of the preview: the site's own, where it has one."""

    def rule(code: str) -> str:
        own = files.get_file_from_path(f"rules/{code}.md")
        return f"../{own.url}" if own else own_rule(code)

    return rule
