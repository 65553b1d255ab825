"""Read, compile and check one course again and again: only what can have become another is worked out anew.

Each step gives the very value that it would give if nothing were kept: a property test of the preview holds it to that.
"""

from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from time import time_ns

from karmakit_authoring.load import Seen, read, survey
from karmakit_authoring.parse import parse
from karmakit_authoring.rereading import rereading
from karmakit_build.compiler import compile_course
from karmakit_build.compiler.module_page import module_page
from karmakit_build.compiler.pages import Page, Pages
from karmakit_build.compiler.sheet import Shared
from karmakit_schemas.course import Course, Module
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.remembering import Memory
from karmakit_validators.settings import Settings

YOUNG = 2_000_000_000
"""Nanoseconds: a file that was changed so shortly before it was read may change once more without a sign (FAT's clock)."""


class Kept:
    """What is kept of one course from one look at its files to the next; who makes something of it holds the `lock`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lock = RLock()
        self._seen: Mapping[str, Seen] = {}
        self._files: Mapping[str, bytes] = {}
        self._module = rereading()
        self._around: Shared | None = None
        self._pages: dict[str, tuple[Module, tuple[str | None, str | None], Page]] = {}
        self._memory = Memory()

    def read(self, folder: Path) -> Parsed:
        """Return the course in a folder; only files that look otherwise are opened, only modules that are otherwise parsed."""
        now, seen = time_ns(), survey(folder)
        with self.lock:
            same = {name: self._files[name] for name, one in seen.items() if self._seen.get(name) == one and name in self._files}
            fresh = read(folder, seen, [name for name in seen if name not in same])
            sources = Sources(fresh.name, {name: same[name] if name in same else fresh.files[name] for name in seen})
            self._files = sources.files
            self._seen = {name: one for name, one in seen.items() if now - max(one.modified, one.changed) > YOUNG}
            return parse(sources, self._module)

    def compile(self, course: Course) -> Pages:
        """Return a course, compiled."""
        with self.lock:
            return compile_course(course, self._page)

    def check(self, parsed: Parsed, settings: Settings) -> tuple[Finding, ...]:
        """Return what the rules find."""
        with self.lock:
            return check(parsed, settings, memory=self._memory)

    def _page(self, shared: Shared, module: Module, back: str | None, forward: str | None) -> Page:
        if shared is not self._around:  # one value for all pages of a course
            self._pages = self._pages if shared == self._around else {}
            self._around = shared
        last = self._pages.get(module.path)
        if last and last[0] is module and last[1] == (back, forward):
            return last[2]
        page = module_page(shared, module, back, forward)
        self._pages[module.path] = module, (back, forward), page
        return page
