"""Read every Markdown file below a folder, to see that no text makes the reader crash or hang.

`python -m karmakit_authoring.corpus FOLDER` prints one closing line; its exit status is 1 after a crash, or a file over 5 s.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from karmakit_authoring.dialect import read_document
from karmakit_authoring.parse import parse
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_schemas.sources import Sources

LIMIT = 5.0
HEAD = b"---\ntitle: A file\nkind: explore\nduration: 4 min\n---\n\n"


def read_as_module(data: bytes) -> None:
    """Read a text by itself, then as it stands as a module, then with front-matter before it, and as a glossary."""
    with suppress(NotUtf8Error):  # a finding of `parse`
        read_document(SourceText.decode("text.md", data))
    files = {"modules/as-it-is.md": data, "modules/with-head.md": HEAD + data, "glossary.md": data}
    parse(Sources("corpus", files))


def markdown_files(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, sorted."""
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in {".md", ".markdown"} and path.is_file())


def main(arguments: list[str]) -> int:
    """Read the files below a folder; return the exit status."""
    folder = Path(arguments[0]) if arguments else Path()
    count = crashes = 0
    slowest, slowest_name = 0.0, "-"
    for path in markdown_files(folder):
        count += 1
        start = time.process_time()
        try:
            read_as_module(path.read_bytes())
        except Exception as error:  # noqa: BLE001 (whatever it is, it is a crash to be counted)
            crashes += 1
            sys.stderr.write(f"{path}: {type(error).__name__}: {error}\n")
        took = time.process_time() - start
        if took > slowest:
            slowest, slowest_name = took, path.relative_to(folder).as_posix()
    sys.stdout.write(f"{count} files, {crashes} crashes, slowest {slowest:.2f} s {slowest_name}\n")
    return int(crashes > 0 or slowest > LIMIT)


if __name__ == "__main__":  # pragma: no cover - run by hand
    sys.exit(main(sys.argv[1:]))
