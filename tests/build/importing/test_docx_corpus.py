"""Real documents of other people come through whole: tags and words counted in their XML, without the reader's help."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.importing.bringing import bring
from karmakit_schemas.sources import Sources

PLACES = ("import-fixtures/docx", "vib-training")
_FALLBACK = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")


def words_of_course(parsed) -> Counter[str]:
    texts = [text for module in parsed.modules for text in (module.meta.title, *(block.plain() for block in module.body.children))]
    return Counter(word for text in [*texts, parsed.meta.title, parsed.meta.summary] for word in _LETTERS.findall(text))


def test_every_document_keeps_its_headings_pictures_tables_and_words(shared: Path):
    files = sorted(file for place in PLACES for file in (shared / "corpus" / place).rglob("*.docx"))
    if not files:
        pytest.skip("no documents in the corpus")
    seen: Counter[str] = Counter()
    for file in files:
        with zipfile.ZipFile(file) as archive:
            xml = _FALLBACK.sub("", archive.read("word/document.xml").decode())
        there = {
            "headings": len(re.findall(r'<w:pStyle w:val="Heading\d"', xml)),
            "pictures": len(re.findall(r"<pic:pic[ >]|<v:imagedata ", xml)),
            "tables": len(re.findall(r"<w:tbl>", xml)),
        }
        done = bring(file, "corpus-1", "docx")
        parsed = parse(Sources("corpus-1", done.files))
        assert not parsed.findings
        assert {name: getattr(done.draft.counts, name) for name in there} == there
        assert {name: getattr(done.counts, name) for name in there} == there
        paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
        said = Counter(word for each in paragraphs for word in _LETTERS.findall(_text(each)))
        lost = said - words_of_course(parsed)
        assert not lost, (file.name, lost)
        seen.update(there)
    assert seen["tables"] >= 2
    assert seen["pictures"] >= 1


def _text(paragraph: str) -> str:
    found = re.sub(r"<w:(br|tab)[ /][^>]*>", "<w:t> </w:t>", paragraph)
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", found))
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
