"""The language server over the protocol: what the editor says goes to the desk, what was found goes back."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec

from karmakit_authoring.config import NAME, project_of
from karmakit_authoring.load import COURSE_FILE
from karmakit_schemas.errors import KarmakitError
from karmakit_schemas.spans import Span
from karmakit_validators import configured
from karmakit_validators.lsp import actions, completion, diagnostics, hovers
from karmakit_validators.lsp.desk import Course, Desk
from karmakit_validators.lsp.form import form
from karmakit_validators.lsp.places import from_position, to_range
from karmakit_validators.settings import Settings
from karmakit_validators.speaking import translated

PAUSE = 0.15
"""Seconds without a key before a course is checked: a word is typed in less."""
_SORTS: dict[completion.Sort, types.CompletionItemKind] = {
    "directive": types.CompletionItemKind.Class,
    "attribute": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "id": types.CompletionItemKind.Reference,
    "file": types.CompletionItemKind.File,
    "term": types.CompletionItemKind.Text,
    "key": types.CompletionItemKind.Field,
}
Answer = TypeVar("Answer")
log = logging.getLogger(__name__)


def settings_of(folder: Path) -> Settings:
    """Return how a course is checked in an editor: as its `karmakit.toml` says, today."""
    project = project_of(folder)
    return configured.settings_of(project, configured.Given(today=datetime.now(tz=UTC).date()), project.way_to(folder))


class Server(LanguageServer):
    """The server of one editor: its desk, and what it was told about which files.

    A module is a few kilobytes, so an editor sends all of it with each change: no place can be counted apart.
    """

    def __init__(self, version: str, lang: str = "en", settings: Callable[[Path], Settings] = settings_of) -> None:
        super().__init__("karmakit", version, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.lang = lang
        self.desk = Desk(settings)
        self.waiting: dict[Path, asyncio.Task[None]] = {}
        self.told: dict[Path, frozenset[str]] = {}

    def course_at(self, uri: str) -> tuple[Course, str] | None:
        """Return the course of a file and the file's path in it; None if there is none, or it cannot be read."""
        file = file_of(uri)
        try:
            course = self.desk.course_of(file) if file else None
        except KarmakitError as error:
            log.warning("%s", error)
            return None
        return (course, course.path(file)) if course and file else None

    def lay_open(self, uri: str, text: str | None) -> None:
        """Take the text of a file from the editor, or, with None, from the disk again."""
        file = file_of(uri)
        if file and text is not None:
            self.desk.open[file] = text
        elif file:
            self.desk.open.pop(file, None)

    def look_again(self, uri: str) -> None:
        """Read the course of a file from the disk again, and tell what is found."""
        if file := file_of(uri):
            self.desk.look_again(file)
            self.tell_soon(uri)
        if file and file.name == NAME:  # it speaks for the courses below it
            for folder in [folder for folder in self.desk.courses if folder.is_relative_to(file.parent)]:
                self.tell_soon((folder / COURSE_FILE).as_uri())

    def tell(self, uri: str) -> None:
        """Check the course of a file and tell the editor what is found; files that are clean now are told so."""
        found = self.course_at(uri)
        if found is None:
            return
        course, _ = found
        by_file = diagnostics.of_course(course, self.workspace.position_codec, lambda finding: translated(finding, self.lang))
        for gone in self.told.get(course.folder, frozenset()) - by_file.keys():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(gone, []))
        for address, items in by_file.items():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(address, items))
        self.told[course.folder] = frozenset(by_file)

    def tell_soon(self, uri: str) -> None:
        """Check the course of a file when nothing has been typed for a moment."""
        file = file_of(uri)
        if file is None:
            return
        folder = next((folder for folder in self.desk.courses if file.is_relative_to(folder)), file.parent)
        if (waiting := self.waiting.get(folder)) is not None:
            waiting.cancel()
        self.waiting[folder] = asyncio.get_running_loop().create_task(self._after_pause(uri))

    async def _after_pause(self, uri: str) -> None:
        await asyncio.sleep(PAUSE)
        self.tell(uri)


def file_of(uri: str) -> Path | None:
    """Return the file that an address means, with links followed; None for what lies on no disk."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path).resolve() if path else None


def serve(version: str, lang: str = "en", settings: Callable[[Path], Settings] = settings_of) -> Server:
    """Return a server that answers all that this package knows."""
    server = Server(version, lang, settings)
    _follow_documents(server)
    _answer_questions(server)
    return server


def _follow_documents(server: Server) -> None:
    """Keep the desk as the editor's windows and the disk are."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.lay_open(params.text_document.uri, params.text_document.text)
        server.look_again(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.lay_open(params.text_document.uri, server.workspace.get_text_document(params.text_document.uri).source)
        server.tell_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.lay_open(params.text_document.uri, None)
        server.look_again(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.look_again(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def others_changed(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            server.look_again(change.uri)


def _answer_questions(server: Server) -> None:
    """Answer what an editor asks about a place."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        def answer(course: Course, path: str, line: int, column: int) -> types.Hover | None:
            said = hovers.hover(course, path, line, column, server.lang)
            return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None

        return at_place(params, answer)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[":", "{", "=", "(", "[", "#", " ", "-"]),
    )
    def complete(params: types.CompletionParams) -> list[types.CompletionItem] | None:
        def answer(course: Course, path: str, line: int, column: int) -> list[types.CompletionItem]:
            place = completion.Place(course, path, line, column)
            codec = server.workspace.position_codec
            return [_item(number, one, place, codec) for number, one in enumerate(completion.complete(place))]

        return at_place(params, answer)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL]),
    )
    def act(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        found = server.course_at(params.text_document.uri)
        if found is None:
            return None
        codec = server.workspace.position_codec
        offered = actions.actions(*found, params.range, codec, lambda finding: translated(finding, server.lang))
        only = params.context.only
        return [one for one in offered if not only or any((one.kind or "").startswith(kind) for kind in only)]

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def write_canonically(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        found = server.course_at(params.text_document.uri)
        return form(*found, server.workspace.position_codec) if found else None

    def at_place(
        params: types.HoverParams | types.CompletionParams, answer: Callable[[Course, str, int, int], Answer]
    ) -> Answer | None:
        found = server.course_at(params.text_document.uri)
        if found is None:
            return None
        course, path = found
        return answer(course, path, *from_position(params.position, course.lines(path), server.workspace.position_codec))


def _item(number: int, one: completion.Suggestion, place: completion.Place, codec: PositionCodec) -> types.CompletionItem:
    """Return a suggestion as the protocol has it; the editor keeps its order."""
    typed = Span(place.path, place.line, place.column - one.typed, place.line, place.column)
    return types.CompletionItem(
        label=one.label,
        kind=_SORTS[one.sort],
        detail=one.detail or None,
        sort_text=f"{number:04}",
        filter_text=one.text or one.label,
        text_edit=types.TextEdit(to_range(typed, place.lines, codec), one.text or one.label),
    )
