"""What a PDF offers, and PDFs that are broken, locked, or turn in a circle."""

import logging
import random

import pytest

from karmakit_validators import documents
from karmakit_validators.documents import Pdf, UnreadableError, read_pdf

PAGE = "3 0 obj\n<< /Type /Page /Parent 2 0 R {more} >>\nendobj\n"
FONT = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def pdf(root="", page=FONT, info="", more=""):
    """Return a PDF of one page, without a table of its objects: readers find them by themselves."""
    return (
        f"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {root} >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        + PAGE.format(more=page)
        + f"5 0 obj\n<< {info} >>\nendobj\n{more}trailer\n<< /Root 1 0 R /Info 5 0 R >>\nstartxref\n0\n%%EOF\n"
    ).encode()


TAGGED = "/Lang (hi) /MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot >>"
XMP = "7 0 obj\n<< /Length {size} >>\nstream\n{text}\nendstream\nendobj\n"


def test_each_part_is_told_by_itself():
    assert read_pdf(pdf(TAGGED, info="/Title (The form)")) == Pdf(text=True, tags=True, language=True, title=True)
    assert read_pdf(pdf()) == Pdf(text=True, tags=False, language=False, title=False)
    assert read_pdf(pdf(TAGGED.replace("true", "false"))).tags is False
    assert read_pdf(pdf(TAGGED.replace("(hi)", "( )"))).language is False


def test_a_scan_has_no_letters():
    image = "/Resources << /XObject << /I << /Subtype /Image >> >> >>"
    assert not read_pdf(pdf(TAGGED, image)).text


def test_letters_in_a_form_on_the_page_count():
    inner = f"/Resources << /XObject << /X << /Subtype /Form {FONT} >> >> >>"
    assert read_pdf(pdf(page=inner)).text


def test_a_title_in_the_metadata_counts():
    text = "<rdf:RDF><dc:title><rdf:Alt><rdf:li>The form</rdf:li></rdf:Alt></dc:title></rdf:RDF>"
    assert read_pdf(pdf("/Metadata 7 0 R", more=XMP.format(size=len(text), text=text))).title
    empty = "<rdf:RDF><dc:title><rdf:Alt/></dc:title></rdf:RDF>"
    assert not read_pdf(pdf("/Metadata 7 0 R", more=XMP.format(size=len(empty), text=empty))).title


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        pdf()[:120],
        pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        pdf().replace(b"/Root 1 0 R", b"/Root 9 0 R"),
        pdf().replace(b"/Pages 2 0 R", b"/Pages 7"),
    ],
)
def test_a_broken_one_is_told_to_be_broken(data):
    with pytest.raises(UnreadableError, match="it is broken"):
        read_pdf(data)


def test_one_that_is_encrypted_is_told_to_be_so():
    locked = pdf().replace(b"/Info 5 0 R >>", b"/Info 5 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >> >>")
    with pytest.raises(UnreadableError, match="it is encrypted"):
        read_pdf(locked)


def test_a_form_that_holds_itself_ends():
    inside = "/Resources 6 0 R"
    circle = "6 0 obj\n<< /XObject << /X << /Subtype /Form /Resources 6 0 R >> >> >>\nendobj\n"
    assert not read_pdf(pdf(page=inside, more=circle)).text


def test_one_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 10)
    with pytest.raises(UnreadableError, match="it has more than"):
        read_pdf(pdf())


def test_noise_gives_an_answer_or_says_that_there_is_none():
    noise = random.Random(7)
    whole = pdf(TAGGED)
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(3):
            spoilt[noise.randrange(8, len(spoilt))] = noise.randrange(256)
        try:
            read_pdf(bytes(spoilt))
        except UnreadableError:
            continue


def test_the_library_is_as_talkative_after_as_before():
    logger = logging.getLogger("pypdf")
    before = logger.level
    read_pdf(pdf())
    assert logger.level == before


def test_an_epub_beside_it_is_enough_and_a_broken_one_goes_to_people(checked, host_text):
    text = {"modules/more.md": host_text("modules/more.md") + "\nFill in the [form (PDF, 1 kB)](../media/form.pdf).\n"}
    assert [finding.code for finding in checked({**text, "media/form.pdf": pdf()})] == ["ACC030"]
    epub = checked({**text, "media/form.pdf": pdf(), "media/form.epub": b"PK\x03\x04"})
    assert "ACC030" not in {finding.code for finding in epub}
    (broken,) = checked({**text, "media/form.pdf": b"%PDF-1.7\n"})
    assert (broken.code, broken.kind.name) == ("ACC030", "needs_human")
