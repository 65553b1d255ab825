"""What the fixes of structure, links, security and exceptions write, character by character."""

from datetime import date

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.fixing import mend
from karmakit_validators.settings import Settings

HEAD = "---\ntitle: Writing\nkind: do\nduration: 1 min\n---\n\n"
COURSE = "id: fixes\nunits:\n  - {id: one, title: One, modules: [one, weigh]}\npublisher: {domain: training.example.gov.in}\n"


@pytest.fixture
def fixed():
    """Return a module's text after the fixes of one rule, the unsafe ones too if it has no others."""

    def run(code: str, text: str, *, head: str = HEAD, today: date | None = None) -> str:
        settings = Settings("publish", select=(code,), today=today)
        files = {"course.yml": COURSE, "modules/one.md": head + text, "modules/weigh.md": HEAD + "## Why {#why}\n\nText.\n"}
        sources = Sources("fixes", {path: data.encode() for path, data in files.items()})
        after = mend(sources, lambda parsed: check(parsed, settings), unsafe=True)
        assert after.settled
        return after.sources.files["modules/one.md"].decode().removeprefix(head)

    return run


@pytest.mark.parametrize(
    ("code", "text", "better"),
    [
        ("STR005", "#### A\n\n##### B\n\n## C\n", "## A\n\n### B\n\n## C\n"),
        ("STR005", "## A\n\n#### B\n\n#### C\n\n### D\n", "## A\n\n### B\n\n### C\n\n### D\n"),
        ("STR006", "# A\n\n## B\n\n# C\n", "## A\n\n### B\n\n## C\n"),
        ("STR006", "## A\n\n# B\n\nText.\n", "## A\n\n## B\n\nText.\n"),
        ("STR006", "## A\n\n# B\n\n## C\n", "## A\n\n# B\n\n## C\n"),
        ("STR006", "A\n=\n\nText.\n", "A\n=\n\nText.\n"),
        ("STR016", "a\x0bb c\ufeff d\xad\xade\x01\n", "a b c d\xade\n"),
        ("STR016", "It\x92s \ue000 \ufffd\n", "It\x92s \ue000 \ufffd\n"),
        ("STR016", "क्\u200dष क्\u200cष\n", "क्\u200dष क्\u200cष\n"),
        ("STR027", "| a | b |\n|---|---|\n| c |\n", "| a | b |\n|---|---|\n| c | |\n"),
        ("STR027", "a | b | c\n---|---|---\nd | e\n", "a | b | c\n---|---|---\nd | e | |\n"),
        ("STR027", "| a | b |\n|---|---|\n| c | d | | |\n", "| a | b |\n|---|---|\n| c | d |\n"),
        ("STR027", "| a | b |\n|---|---|\n| c | d | e |\n", "| a | b |\n|---|---|\n| c | d | e |\n"),
        ("LNK001", "[Why](wiegh.md#why).\n", "[Why](weigh.md#why).\n"),
        ("LNK002", "[Why](weigh.md#wy).\n", "[Why](weigh.md#why).\n"),
        ("LNK004", "[http://a.in](http://a.in) <http://b.in>\n", "[http://a.in](https://a.in) <https://b.in>\n"),
        ("LNK007", "[a](https://a.in/x?q=1&utm_source=m&gclid=2#top)\n", "[a](https://a.in/x?q=1#top)\n"),
        ("LNK007", "[a](https://a.in/?fbclid=2)\n", "[a](https://a.in/)\n"),
        ("LNK007", "[a](https://bit.ly/x)\n", "[a](https://bit.ly/x)\n"),
        ("LNK010", "Text.[^manual]\n\n[^manul]: Note.\n", "Text.[^manul]\n\n[^manul]: Note.\n"),
        ("LNK010", "Text[^manul]\n\n[^manual]: Note.\n", "Text[^manual]\n\n[^manual]: Note.\n"),
        ("LNK010", "See the [Act][https://a.in/b].\n", "See the [Act](https://a.in/b).\n"),
        ("LNK011", "Text.\n\n[a]: https://a.in\n[b]: https://b.in\n\nMore [b].\n", "Text.\n\n[b]: https://b.in\n\nMore [b].\n"),
        ("LNK014", "[Why](https://training.example.gov.in/fixes/weigh.html)\n", "[Why](weigh.md)\n"),
        ("LNK014", "[Why](https://training.example.gov.in/fixes/index.html#/weigh)\n", "[Why](weigh.md)\n"),
        ("LNK014", "[Us](https://training.example.gov.in/about.html)\n", "[Us](https://training.example.gov.in/about.html)\n"),
        ("SEC003", 'A <span lang="hi" onclick="go(\'>\')">b</span>\n', 'A <span lang="hi">b</span>\n'),
        ("SEC003", "A <span ONCLICK=go() lang=hi>b</span>\n", "A <span lang=hi>b</span>\n"),
        ("SEC017", "a\u202eb\u2066c\n", "abc\n"),
        ("STR010", "::: scenarios\nText.\n:::\n", "::: scenario\nText.\n:::\n"),
        ("STR010", "::: note\nText.\n:::\n", "::: callout {kind=note}\nText.\n:::\n"),
        ("STR010", '::: callout {kind=tipp titel="A"}\nText.\n:::\n', '::: callout {kind=tip title="A"}\nText.\n:::\n'),
        ("STR010", "> [!NOET]\n> Text.\n", "> [!NOTE]\n> Text.\n"),
    ],
)
def test_a_fix_writes_exactly_what_is_meant(fixed, code, text, better):
    assert fixed(code, text) == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ('<!-- allow: LNK004, LNK007 reason="x" -->\n\nText.\n', "\nText.\n"),
        ('<!-- allow: LNK007, LNK004 reason="x" -->\n[a](http://a.in)\n', '<!-- allow: LNK004 reason="x" -->\n[a](http://a.in)\n'),
        ('Text. <!-- allow: LNK007 reason="x" -->\n', "Text.\n"),
        ('Text. <!-- allow: LNK777 reason="x" -->\n', 'Text. <!-- allow: LNK777 reason="x" -->\n'),
    ],
)
def test_an_exception_that_allows_nothing_goes_with_its_line_or_with_its_code(text, better):
    sources = Sources("fixes", {"modules/one.md": (HEAD + text).encode()})
    after = mend(sources, lambda parsed: check(parsed, Settings("publish", select=("LNK004", "LNK007", "VET010"))))
    assert after.sources.files["modules/one.md"].decode() == HEAD + better


def test_a_key_that_is_nearly_right_is_written_right():
    head = "---\ntitel: Writing\nkind: wach\nduration: 1 min\nobjectives:\n  - {id: one, text: 2024}\n---\n\n"
    settings = Settings("publish", select=("STR003",))
    sources = Sources("fixes", {"modules/one.md": (head + "Text.\n").encode()})
    after = mend(sources, lambda parsed: check(parsed, settings), unsafe=True).sources.files["modules/one.md"].decode()
    assert "title: Writing" in after
    assert "kind: watch" in after
    assert '{id: one, text: "2024"}' in after


def test_the_outline_gets_the_name_of_the_file():
    course = "id: fixes\nunits:\n  - {id: one, title: One, modules: [one.md, wiegh]}\n"
    settings = Settings("publish", select=("STR003", "STR021"))
    files = {"course.yml": course, "modules/one.md": HEAD, "modules/weigh.md": HEAD}
    sources = Sources("fixes", {path: data.encode() for path, data in files.items()})
    after = mend(sources, lambda parsed: check(parsed, settings), unsafe=True).sources.files["course.yml"].decode()
    assert "modules: [one, weigh]" in after


@pytest.mark.parametrize(
    ("written", "better"),
    [("No", '"No"'), ("off", '"off"'), ("007", '"007"'), ("10:30", '"10:30"'), ("1_000", '"1_000"'), ("Notes", "Notes")],
)
def test_a_word_that_other_programs_take_for_a_value_gets_quotes(written, better):
    head = "---\ntitle: {}\nkind: do\nduration: 1 min\n---\n\nText.\n"
    sources = Sources("fixes", {"modules/one.md": head.format(written).encode()})
    after = mend(sources, lambda parsed: check(parsed, Settings("publish", select=("STR004",))))
    assert after.sources.files["modules/one.md"].decode() == head.format(better)


def test_yes_and_no_where_the_format_wants_them_get_no_quotes():
    head = "---\ntitle: A\nkind: test\nduration: 1 min\nfinal: yes\n---\n\nText.\n"
    found = check(parse(Sources("fixes", {"modules/one.md": head.encode()})), Settings("publish", select=("STR003", "STR004")))
    assert {finding.code for finding in found} == {"STR003"}


def test_a_pdf_that_starts_a_script_is_told_of():
    pdf = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (go) >> >> endobj\n"
    found = check(parse(Sources("fixes", {"media/form.pdf": pdf})), Settings("publish", select=("SEC011",)))
    assert [finding.code for finding in found if finding.code == "SEC011"] == ["SEC011"]


@pytest.mark.parametrize(("today", "told"), [(None, []), (date(2026, 6, 30), []), (date(2026, 7, 1), ["VET018", "LNK004"])])
def test_an_exception_tells_that_it_has_run_out(today, told):
    text = HEAD + '<!-- allow: LNK004 reason="Soon" until=2026-06-30 -->\n[a](http://a.in)\n'
    settings = Settings("publish", select=("LNK004", "VET"), today=today)
    found = check(parse(Sources("fixes", {"modules/one.md": text.encode()})), settings)
    assert [finding.code for finding in found if finding.code in {"LNK004", "VET010", "VET018"}] == told


def test_an_exception_that_ran_out_and_allows_nothing_is_told_of_once():
    text = HEAD + '<!-- allow: LNK004 reason="Soon" until=2026-06-30 -->\nText.\n'
    settings = Settings("publish", select=("LNK004", "VET"), today=date(2026, 7, 1))
    found = check(parse(Sources("fixes", {"modules/one.md": text.encode()})), settings)
    assert [finding.code for finding in found if finding.code.startswith("VET")] == ["VET010"]


def test_a_link_whose_name_is_broken_over_two_lines_is_used():
    text = HEAD + "See the [manual of\nprocedure].\n\n[manual of procedure]: https://a.in\n"
    assert check(parse(Sources("fixes", {"modules/one.md": text.encode()})), Settings("publish", select=("LNK011",))) == ()
