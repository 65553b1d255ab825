"""Show the pages as learners see them, with the keys: the compiler's own HTML, made to stand still in a frame."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from karmakit_build.compiler import WRITERS
from karmakit_build.compiler.markup import attributes, escape, tag
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.compiler.sheet import Shared, Sheet
from karmakit_build.editions.answers import answer
from karmakit_build.editions.edition import Edition
from karmakit_build.fonts import embedded_faces
from karmakit_build.player_files import player_file
from karmakit_build.reviewing.pack.lighter import light_media, lighter_section
from karmakit_build.reviewing.pack.media import carried
from karmakit_build.reviewing.pack.taking import taking
from karmakit_build.theme import theme_css
from karmakit_schemas.course import Module
from karmakit_schemas.questions import MultipleChoice, Question, SingleChoice, TrueFalse
from karmakit_schemas.vetting import COURSE
from karmakit_validators.report.words import Words

_FORM = re.compile(r'<form class="question" id="q-(?P<id>[^"]+)".*?</form>\n', re.DOTALL)
_LINK = re.compile(r"<a (?P<given>[^>]*)>(?P<content>.*?)</a>", re.DOTALL)
_OUT = re.compile(r'\bhref="https?:')
_SHOWN = re.compile(r'<(?P<name>img|video|audio|track)(?P<before>[^>]*?) src="(?P<address>[^"]*)"(?P<after>[^>]*)>')
_PICTURE = re.compile(r'<picture><source type="image/webp" srcset="(?P<webp>[^"]*)">(?P<image>.*?)</picture>')
_POSTER = re.compile(r' poster="(?P<address>[^"]*)"')
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = re.compile(r"^\.\.?/")


@dataclass(frozen=True)
class Frames:
    """The pages of a compiled course for a pack that speaks in the words `say`."""

    pages: Pages
    say: Words

    @property
    def style(self) -> str:
        """Return the style of every frame: the player's, the course's theme and fonts, and what the pack adds."""
        ours = resources.files(__package__).joinpath("frame.css").read_text(encoding="utf-8")
        language = self.pages.language
        return f"{embedded_faces(language)}{player_file('player.css')}\n{theme_css(self.pages.course.meta)}{ours}".replace(
            "</", r"<\/"
        )

    @property
    def documents(self) -> dict[str, str]:
        """Return the body of each page by its subject: the cover's is `_course`."""
        return {page.module.id if page.module else COURSE: self._body(page) for page in self.pages.pages}

    @property
    def root(self) -> str:
        """Return the attributes of a frame's root element, but which page it is."""
        return attributes({"lang": self.pages.course.meta.language, "dir": self.pages.language.dir})

    def _body(self, page: Page) -> str:
        main = _FORM.sub(lambda found: self._question(found, page.module), page.main) if page.module else page.main
        main = main.replace("<template ", '<div class="paper" ').replace("</template>", "</div>")
        main = main.replace("<details ", "<details open ").replace("<textarea ", "<textarea disabled ")
        main = _NOSCRIPT.sub(lambda _: taking(page.module, self.pages.language) if page.module else "", main)
        main = _LINK.sub(_still, main)
        main = _PICTURE.sub(_lighter, main)
        main = _POSTER.sub(lambda found: self._poster(found["address"]), main)
        more = lighter_section(page, self.pages.course.sources, self._media, self.say)
        return f'<main id="main">\n{_SHOWN.sub(self._medium, main)}{more}</main>'

    @cached_property
    def _media(self) -> Mapping[str, str | None]:
        light = light_media(self.pages)
        return carried(
            {**self.pages.media, **light}, dict.fromkeys([*(path for page in self.pages.pages for path in page.media), *light])
        )

    def _poster(self, source: str) -> str:
        data = self._media.get(_ROOT.sub("", source))
        return f' poster="{data}"' if data else ""

    def _medium(self, found: re.Match[str]) -> str:
        """Return an element with its file in it, or a word in its place where the file is too large."""
        data = self._media.get(_ROOT.sub("", found["address"]))
        if data:
            return f'<{found["name"]}{found["before"]} src="{data}"{found["after"]}>'
        told = tag("span", escape(self.say("left-out", file=_ROOT.sub("", found["address"]))), class_="left-out")
        return f"{told}<{found['name']}{found['before']}{found['after']} hidden>"

    def _question(self, found: re.Match[str], module: Module | None) -> str:
        """Return a question as a learner sees it, at rest and with its key below it."""
        question = next((one for one in module.questions if one.id == found["id"]), None) if module else None
        if module is None or question is None:
            return found[0]
        form = found[0].replace("<fieldset>", "<fieldset disabled>", 1)
        for code in _right(question):
            form = form.replace(f'<div class="option" data-code="{code}">', f'<div class="option" data-key="" data-code="{code}">')
        key = answer(self._edition, question, Sheet(self._shared, module.path, ".."))
        label = tag("p", tag("b", escape(self.say("key"))) + " " + tag("code", escape(question.id)), class_="key-label")
        return f'{form}<div class="key-box">{label}{key}</div>\n'

    @cached_property
    def _edition(self) -> Edition:
        return Edition(self.pages, answers=True)

    @cached_property
    def _shared(self) -> Shared:
        course = self.pages.course
        modules = frozenset(module.id for module in course.modules)
        return Shared(course, self.pages.language, modules, frozenset(term.id for term in course.glossary), WRITERS)


def _right(question: Question) -> tuple[str, ...]:
    """Return the codes of the options that are right."""
    if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
        return tuple(option.code for option in question.options if option.correct)
    return ()


def _lighter(found: re.Match[str]) -> str:
    """Return a picture with the one of its two files that browsers of today show: a pack goes by mail."""
    return re.sub(r' src="[^"]*"', lambda _: f' src="{found["webp"]}"', found["image"], count=1)


def _still(found: re.Match[str]) -> str:
    """Return a link that leads out as it is, and of any other its words: a frame is no place to go on from."""
    if _OUT.search(found["given"]):
        return found[0]
    return f'<span class="link">{found["content"]}</span>'
