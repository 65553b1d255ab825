"""The pages around the learners' own: findings with their ways, numbers, maps, source, rules."""

import re

import pytest

from karmakit_build.preview.files import Preview
from karmakit_build.preview.showing import language_of
from karmakit_build.preview.ways import Places
from karmakit_build.preview.words import words
from karmakit_validators.report.words import LANGUAGES

DESK = "sample/modules/counting.html"


@pytest.fixture
def faulty(folder):
    """Write a word twice on line 14 of a module, and name a clerk who may not be named."""
    module = folder / "modules" / "counting.md"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("Count the next day", "Count the the next day"), encoding="utf-8")
    return folder


def test_a_module_stands_in_a_frame_with_its_findings_beside_it(faulty, page):
    text = page(faulty, DESK)
    assert 'src="../../sample/player/pages/counting.html"' in text
    assert "<mark>the the</mark>" in text
    assert re.search(r'href="../../sample/source/modules/counting.md.html#L\d+">modules/counting.md, line \d+</a>', text)
    assert 'href="../../_rules/LNG023.html">LNG023 repeated-word</a>' in text


def test_the_line_that_a_finding_links_to_stands_on_the_page_of_the_file(faulty, page):
    (line,) = re.findall(r"counting\.md\.html#(L\d+)", page(faulty, DESK))
    source = page(faulty, "sample/source/modules/counting.md.html")
    assert re.search(rf'<li id="{line}" class="hit">.*Count the the next day', source)


def test_only_the_author_sees_where_the_files_lie(faulty, page, read):
    local = page(faulty, DESK, is_local=True)
    assert f"vscode://file/{faulty.as_posix().lstrip('/')}/modules/counting.md:" in local
    preview = Preview({"sample": read(faulty)}, Places())
    for path in preview.paths():
        assert faulty.as_posix().encode() not in preview.make(path), path


def test_a_rule_of_the_site_around_is_where_its_pages_lead(faulty, read):
    preview = Preview({"sample": read(faulty)}, Places(rule=lambda code: f"../rules/{code}.html", guide="../index.html"))
    text = preview.make(DESK).decode()
    assert 'href="../../../rules/LNG023.html"' in text
    assert 'href="../../../index.html">Guide</a>' in text
    assert not any(path.startswith("_rules") for path in preview.paths())


def test_the_numbers_are_words_time_questions_and_weight(folder, page):
    text = page(folder, DESK)
    assert re.search(r"<dt>Words</dt><dd>\d+</dd>", text)
    assert re.search(r"<dt>Seat time</dt><dd>1 to \d+ min; the front-matter says 3 min</dd>", text)
    assert "<dt>Questions</dt><dd>1</dd>" in text
    assert re.search(r"<dt>Weight of the page</dt><dd>\d+ kB \(text \d+ kB, media 1 kB\)</dd>", text)


def test_the_overview_lists_the_modules_and_draws_both_maps(folder, page):
    text = page(folder, "sample/index.html")
    assert '<a href="../sample/modules/counting.html" lang="en">Counting the thirty days</a>' in text
    assert 'id="competencies-title">1 competency against 2 modules</p>' in text
    assert "Handling RTI Matters › RTI Responsiveness: modules 1</p>" in text  # noqa: RUF001 - as the page says it
    assert "level 1, served by an objective" in text
    assert '<circle class="full"' in text
    assert '<rect class="square"' in text
    assert text.count("<summary>The same as a table</summary>") == 2


def test_an_objective_that_no_question_asks_for_is_told_in_the_picture_and_the_table(folder, page):
    for name in ("counting", "final-test"):
        file = folder / "modules" / f"{name}.md"
        file.write_text(file.read_text(encoding="utf-8").replace(" objective=count", ""), encoding="utf-8")
    text = page(folder, "sample/index.html")
    assert '<span class="lack">no question</span>' in text
    assert "1 without a question</p>" in text


def test_the_panel_speaks_the_language_that_check_speaks_and_the_course_its_own(faulty, read):
    (faulty.parent / "karmakit.toml").write_text('[check]\nlang = "hi"\n', encoding="utf-8")
    course = read(faulty)
    preview = Preview({"sample": course}, Places(is_local=True, lang=language_of([course])))
    text = preview.make(DESK).decode()
    assert '<html lang="hi"' in text
    assert "<code>the the</code> में <code>the</code> दो बार है" in text
    assert re.search(r"modules/counting.md, पंक्ति \d+</a>", text)
    assert '<h1 lang="en">Counting the thirty days</h1>' in text
    own = re.compile(r"[A-Za-z]{2,}")
    for path in (DESK, "index.html", "sample/index.html", "sample/cover.html", "nothing.html"):
        page = (preview.make(path) or preview.missing(path)).decode()
        for part in re.findall(r"<(?:h2|th|dt|summary|button|label|legend)(?![^>]* (?:lang|scope=.row.))[^>]*>([^<]+)<", page):
            assert not own.search(part), (path, part)


def test_every_language_says_all_that_english_says_with_the_same_holes():
    english = words("en").texts
    for lang in LANGUAGES:
        theirs = words(lang).texts
        assert theirs.keys() == english.keys()
        for key, text in english.items():
            assert sorted(re.findall(r"{\w+}", theirs[key])) == sorted(re.findall(r"{\w+}", text)), key


def test_a_module_that_cannot_be_read_while_it_is_written_keeps_its_page(folder, page):
    (folder / "modules" / "counting.md").write_text("---\ntitle: [Counting\n", encoding="utf-8")
    text = page(folder, DESK)
    assert "This page cannot be shown until the errors beside it are mended." in text
    assert re.search(r'href="../../sample/source/modules/counting.md.html#L\d+"', text)
    assert "modules/counting.html" in page(folder, "sample/cover.html")


def test_titles_and_text_of_a_stranger_are_never_markup(folder, page, read):
    bad = "<script>alert(1)</script>"
    for file in (folder / "course.yml", folder / "modules" / "counting.md"):
        file.write_text(re.sub(r"(?m)^title: .*$", f'title: "{bad} the the"', file.read_text(encoding="utf-8")), encoding="utf-8")
    preview = Preview({"sample": read(folder)})
    for path in ("index.html", "sample/index.html", DESK, "sample/cover.html", "sample/source/course.yml.html"):
        text = preview.make(path).decode()
        assert bad not in text
        assert "&lt;script&gt;" in text


def test_a_page_that_is_not_there_is_none(folder, read):
    preview = Preview({"sample": read(folder)})
    for path in ("nothing.html", "sample", "sample/", "sample/modules/other.html", "sample/source/../course.yml", "_rules/X.html"):
        assert preview.make(path) is None, path


def test_every_path_can_be_made_and_every_local_link_leads_to_one(faulty, read):
    preview = Preview({"sample": read(faulty)})
    paths = set(preview.paths())
    for path in paths:
        data = preview.make(path)
        assert data is not None, path
        if path.endswith(".html") and "/player/" not in path:
            for address in re.findall(r'(?:href|src)="([^"]*)"', data.decode()):
                if not re.match(r"(?:https?|data|mailto):|#", address):
                    plain = address.partition("#")[0]
                    folders = path.split("/")[:-1]
                    while plain.startswith("../"):
                        plain, folders = plain[3:], folders[:-1]
                    assert "/".join([*folders, plain]) in paths, f"{path} leads to {address}"


def test_a_course_that_cannot_be_read_says_so_without_a_folder_of_the_machine(tmp_path, page):
    text = page(tmp_path / "gone", "sample/index.html")
    assert "sample: there is no such folder" in text
    assert str(tmp_path) not in text


def test_the_list_names_every_course_with_its_findings(faulty, page):
    text = page(faulty, "index.html")
    assert '<a href="sample/index.html" lang="en">Counting the days</a>' in text
    assert re.search(r"2 modules · \d+ words · \d+ warnings</p>", text)
