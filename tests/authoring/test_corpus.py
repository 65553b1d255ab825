"""Real texts by other people: none makes the reader crash or hang."""

import re
from pathlib import Path

import pytest

from karmakit_authoring import corpus
from karmakit_authoring.dialect import read_document
from karmakit_authoring.source_text import NotUtf8Error, SourceText

LINE = re.compile(r"(\d+) files, (\d+) crashes, slowest (\d+\.\d\d) s (\S+)\n")


@pytest.mark.slow
def test_the_corpus_is_read_without_a_crash(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main([str(shared / "corpus")]) == 0
    found = LINE.fullmatch(capsys.readouterr().out)
    assert found
    assert int(found[1]) > 1000
    assert found[2] == "0"


def test_the_command_counts_crashes_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "b.MARKDOWN").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text("no", encoding="utf-8")
    assert corpus.main([str(tmp_path)]) == 0
    found = LINE.fullmatch(capsys.readouterr().out)
    assert found
    assert found.group(1, 2) == ("2", "0")

    def crash(data: bytes) -> None:
        raise RecursionError(len(data))

    monkeypatch.setattr(corpus, "read_as_module", crash)
    assert corpus.main([str(tmp_path)]) == 1
    output = capsys.readouterr()
    assert output.out.startswith("2 files, 2 crashes")
    assert "a.md: RecursionError" in output.err


def test_an_empty_folder_is_no_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "0 files, 0 crashes, slowest 0.00 s -\n"


@pytest.mark.slow
def test_every_text_node_of_the_corpus_is_what_stands_at_its_place(shared: Path) -> None:
    for path in corpus.markdown_files(shared / "corpus"):
        try:
            source = SourceText.decode(path.name, path.read_bytes())
        except NotUtf8Error:
            continue
        for node in read_document(source).node.walk():
            span = node.span
            text = source.text[
                source.starts[span.line - 1] + span.column - 1 : source.starts[span.end_line - 1] + span.end_column - 1
            ]
            if node.kind == "text" and "\\" not in text and "&" not in text:
                assert node.text == text, f"{path}:{span.line}:{span.column}"
