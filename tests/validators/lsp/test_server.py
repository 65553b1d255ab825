"""The language server, spoken to by a real client over its standard input and output."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

HOST = Path(__file__).parents[1] / "host"
COMMAND = (sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main(['lsp', *sys.argv[1:]]))")
PATIENCE = 60


class Editor:
    """A client with one course open: it remembers what it was told about each file."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.version = 0

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def codes(self, path: str) -> list[str]:
        return [str(diagnostic.code) for diagnostic in self.told.get(self.uri(path), [])]

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.news.clear()
                await self.news.wait()

    def open(self, path: str, text: str) -> None:
        item = types.TextDocumentItem(self.uri(path), "markdown", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, path: str, text: str) -> None:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def completions(self, path: str, line: int, character: int) -> list[types.CompletionItem]:
        place = types.CompletionParams(types.TextDocumentIdentifier(self.uri(path)), types.Position(line, character))
        found = await self.client.text_document_completion_async(place)
        return list(found) if isinstance(found, list) else []

    async def labels_after(self, path: str, before: str, typed: str) -> list[str]:
        """Open a file that ends in a new line of text and return what is offered at its end."""
        text = f"{before}{typed}"
        self.change(path, text)
        line = text.count("\n")
        return [item.label for item in await self.completions(path, line, len(text.rsplit("\n", 1)[-1]))]


Play = Callable[[Editor], Awaitable[None]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copytree(HOST, tmp_path / "kurs" / HOST.name)
    return tmp_path / "kurs" / HOST.name


def play(course: Path, scene: Play, *arguments: str, encodings: tuple[str, ...] = ("utf-16",)) -> None:
    async def run() -> None:
        client = LanguageClient("test", "1")
        await client.start_io(*COMMAND, *arguments)
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(one) for one in encodings])
        await client.initialize_async(types.InitializeParams(types.ClientCapabilities(general=general), root_uri=course.as_uri()))
        client.initialized(types.InitializedParams())
        try:
            await scene(Editor(client, course))
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    with ThreadPoolExecutor(1) as apart:  # a browser's test in this process may have left its own loop running
        apart.submit(asyncio.run, run()).result()


def text_of(course: Path, path: str = "modules/example.md") -> str:
    return (course / path).read_text(encoding="utf-8")


def test_findings_come_while_typing_and_go_when_mended(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        sound = text_of(course)
        editor.open("modules/example.md", sound)
        faulty = f"{sound}\n![](../media/nowhere.svg)\n"
        editor.change("modules/example.md", faulty)
        await editor.until(lambda: {"ACC001", "MED001"} <= set(editor.codes("modules/example.md")))
        one = next(d for d in editor.told[editor.uri("modules/example.md")] if d.code == "ACC001")
        last = faulty.count("\n") - 1
        assert one.range == types.Range(types.Position(last, 0), types.Position(last, 25))
        assert one.severity == types.DiagnosticSeverity.Error
        assert one.source == "karmakit"
        assert "\n" in one.message
        editor.change("modules/example.md", sound)
        await editor.until(lambda: not editor.codes("modules/example.md"))

    play(course, scene)


def test_a_file_is_formatted_as_it_stands_in_the_editor_and_not_where_it_cannot_be_read(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        async def formatted(text: str) -> list[tuple[int, str]]:
            editor.change("modules/example.md", text)
            options = types.FormattingOptions(tab_size=4, insert_spaces=True)
            document = types.TextDocumentIdentifier(editor.uri("modules/example.md"))
            edits = await editor.client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
            return [(edit.range.start.line, edit.new_text) for edit in edits or ()]

        sound = text_of(course)
        editor.open("modules/example.md", sound)
        last = sound.count("\n") + 1
        assert await formatted(f"{sound}\nOne __strong__ word.\n") == [(last, "**strong**")]
        assert await formatted(f"{sound}\n::: callout\n\nOne __strong__ word.\n") == []
        assert await formatted(sound) == []

    play(course, scene)


@pytest.mark.parametrize(("encoding", "start"), [("utf-16", 7), ("utf-32", 6), ("utf-8", 15)])
def test_places_are_counted_in_the_unit_that_was_agreed_on(course: Path, encoding: str, start: int) -> None:
    async def scene(editor: Editor) -> None:
        text = f"{text_of(course)}\n\U0001f4d6 परि ![](../media/nowhere.svg)\n"
        editor.open("modules/example.md", text)
        await editor.until(lambda: "ACC001" in editor.codes("modules/example.md"))
        one = next(d for d in editor.told[editor.uri("modules/example.md")] if d.code == "ACC001")
        assert one.range.start.character == start

    play(course, scene, encodings=(encoding,))


def test_a_fault_of_another_file_is_told_there(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        yaml = text_of(course, "course.yml")
        editor.open("course.yml", yaml.replace("licence:", "licnce:"))
        await editor.until(lambda: "STR003" in editor.codes("course.yml"))
        editor.change("course.yml", yaml)
        await editor.until(lambda: not editor.codes("course.yml"))

    play(course, scene)


def test_a_fix_is_offered_and_mends(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        text = f"{text_of(course)}\nThe the register lies on the desk.\n"
        editor.open("modules/example.md", text)
        await editor.until(lambda: "LNG023" in editor.codes("modules/example.md"))
        one = next(d for d in editor.told[editor.uri("modules/example.md")] if d.code == "LNG023")
        document = types.TextDocumentIdentifier(editor.uri("modules/example.md"))
        context = types.CodeActionContext([one])
        offered = await editor.client.text_document_code_action_async(types.CodeActionParams(document, one.range, context))
        actions = [action for action in offered or [] if isinstance(action, types.CodeAction)]
        mend = next(action for action in actions if action.title.startswith("LNG023: leave one"))
        assert mend.edit
        assert mend.edit.changes
        (edit,) = mend.edit.changes[editor.uri("modules/example.md")]
        lines = text.split("\n")
        at = edit.range.start
        lines[at.line] = lines[at.line][: at.character] + edit.new_text + lines[at.line][edit.range.end.character :]
        editor.change("modules/example.md", "\n".join(lines))
        await editor.until(lambda: not editor.codes("modules/example.md"))
        allow = next(action for action in actions if "allow it here" in action.title)
        assert allow.edit
        assert allow.edit.changes
        (comment,) = allow.edit.changes[editor.uri("modules/example.md")]
        assert comment.new_text == ' <!-- allow: LNG023 reason="" -->'

    play(course, scene)


def test_a_rule_is_explained_under_the_pointer(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        text = f"{text_of(course)}\n![](../media/nowhere.svg)\n"
        editor.open("modules/example.md", text)
        await editor.until(lambda: "ACC001" in editor.codes("modules/example.md"))
        place = types.Position(text.count("\n") - 1, 3)
        document = types.TextDocumentIdentifier(editor.uri("modules/example.md"))
        said = await editor.client.text_document_hover_async(types.HoverParams(document, place))
        assert said
        assert isinstance(said.contents, types.MarkupContent)
        assert "ACC001 image-alt-missing" in said.contents.value
        assert "Why it matters" in said.contents.value

    play(course, scene)


def test_what_can_be_written_here_is_offered(course: Path) -> None:
    everything = "".join(file.read_text(encoding="utf-8") for file in course.glob("modules/*.md"))

    async def scene(editor: Editor) -> None:
        sound = text_of(course)
        path = "modules/example.md"
        editor.open(path, sound)
        assert "question" in await editor.labels_after(path, sound, "\n::: ")
        assert {"objective", "type"} <= set(await editor.labels_after(path, sound, "\n::: question {#a "))
        offered = await editor.labels_after(path, sound, "\n::: question {#a objective=")
        assert offered
        assert all(f"id: {label}" in everything for label in offered)
        assert any(label.startswith("../media/") for label in await editor.labels_after(path, sound, "\n![a](../"))
        head, _, _ = sound.partition("\n---\n")
        before = "---\ntitle: A\ncompetencies:\n  - area: Functional\n"
        assert head
        themes = await editor.labels_after(path, before, "    theme: ")
        assert "Handling RTI Matters" in themes
        assert "Self-Awareness" not in themes
        subthemes = await editor.labels_after(path, f"{before}    theme: Handling RTI Matters\n", "    subtheme: ")
        assert "RTI Responsiveness" in subthemes

    play(course, scene)


def test_hindi_is_spoken_on_request(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        editor.open("modules/example.md", f"{text_of(course)}\n![](../media/nowhere.svg)\n")
        await editor.until(lambda: "ACC001" in editor.codes("modules/example.md"))
        one = next(d for d in editor.told[editor.uri("modules/example.md")] if d.code == "ACC001")
        assert "चित्र" in one.message

    play(course, scene, "--lang", "hi")


def test_a_file_of_no_course_and_a_course_that_cannot_be_read_stop_nothing(course: Path) -> None:
    async def scene(editor: Editor) -> None:
        alone = course.parent / "notes.md"
        item = types.TextDocumentItem(alone.as_uri(), "markdown", 0, "# Notes\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        (course / "media" / "away.svg").symlink_to("/nowhere")
        editor.open("modules/example.md", text_of(course))
        (course / "media" / "away.svg").unlink()
        editor.change("modules/example.md", f"{text_of(course)}\n![](../media/nowhere.svg)\n")
        await editor.until(lambda: "ACC001" in editor.codes("modules/example.md"))

    play(course, scene)
