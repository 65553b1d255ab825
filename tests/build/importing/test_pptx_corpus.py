"""Real presentations of other people come through whole: tags and words counted in their XML, without the reader's help."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.importing.bringing import bring
from karmakit_schemas.sources import Sources

_LETTERS = re.compile(r"[^\W\d_]+")
_SHAPE = re.compile(r"<p:sp>.*?</p:sp>", re.DOTALL)
_TITLE = re.compile(r'<p:ph [^>]*type="(?:title|ctrTitle)"')


def test_every_presentation_keeps_its_titles_pictures_tables_notes_and_words(shared: Path):
    files = sorted((shared / "corpus" / "import-fixtures" / "pptx").glob("*.pptx"))
    if not files:
        pytest.skip("no presentations in the corpus")
    seen: Counter[str] = Counter()
    for file in files:
        with zipfile.ZipFile(file) as archive:
            slides = [archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
            notes = [
                archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"ppt/notesSlides/[^/]+\.xml", name)
            ]
        titles = sum(any(_TITLE.search(shape) and "<a:t>" in shape for shape in _SHAPE.findall(slide)) for slide in slides)
        pictures = sum(len(re.findall(r"<p:pic[ >]", slide)) for slide in slides)
        tables = sum(len(re.findall(r"<a:tbl[ >]", slide)) for slide in slides)
        done = bring(file, "corpus-1", "pptx")
        parsed = parse(Sources("corpus-1", done.files))
        assert not parsed.findings
        assert (done.counts.pictures, done.counts.tables) == (pictures, tables)
        assert done.draft.counts == done.counts
        named = sum(module.meta.title in _titles(slides) for module in parsed.modules)
        assert done.counts.headings + named == titles
        said = Counter(
            word for part in (*slides, *notes) for paragraph in _paragraphs(part) for word in _LETTERS.findall(paragraph)
        )
        texts = [
            text for module in parsed.modules for text in (module.meta.title, *(block.plain() for block in module.body.children))
        ]
        lost = said - Counter(word for text in texts for word in _LETTERS.findall(text))
        assert not lost, (file.name, lost)
        seen.update(titles=titles, pictures=pictures, tables=tables, notes=len(notes))
    assert min(seen.values()) >= 2


def _titles(slides: list[str]) -> set[str]:
    shapes = [shape for slide in slides for shape in _SHAPE.findall(slide) if _TITLE.search(shape)]
    return {" ".join(" ".join(_paragraphs(shape)).split()) for shape in shapes}


def _paragraphs(part: str) -> list[str]:
    found = []
    for paragraph in re.findall(r"<a:p>.*?</a:p>", part, re.DOTALL):
        text = re.sub(r'<a:fld [^>]*type="slidenum".*?</a:fld>', "", paragraph, flags=re.DOTALL)
        text = "".join(re.findall(r"<a:t>([^<]*)</a:t>", re.sub(r"<a:br[ />]", "<a:t> </a:t><a:br ", text)))
        found.append(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"'))
    return found
