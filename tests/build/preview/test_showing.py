"""What the preview shows is what learners get; of a faulty course, what can be shown of it."""

from dataclasses import replace

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.preview.showing import Showing, Unread
from karmakit_build.preview.standing_in import shown_course
from karmakit_build.shell import document
from karmakit_build.site import policy


def test_every_page_is_the_very_document_that_a_bundle_holds(folder, read):
    pages = replace(compile_course(parse(load(folder)).course), vetted=False)
    played = read(folder).played
    for page in pages.pages:
        assert played[page.path].decode() == document(page, pages, policy())
    assert "assets/player.js" in played
    assert "media/desk.svg" in played


def test_every_module_stands_open_whatever_must_be_done_before_it(folder, read):
    file = folder / "course.yml"
    file.write_text(file.read_text(encoding="utf-8") + "order: in-order\n", encoding="utf-8")
    script = read(folder).played["assets/player.js"].decode()
    assert '"order":"free"' in script
    assert '"tracker":"none"' in script


def test_a_sound_course_is_shown_as_it_was_read(folder):
    parsed = parse(load(folder))
    assert shown_course(parsed) is parsed.course


def test_a_course_file_that_cannot_be_read_leaves_the_modules_to_be_seen(folder, read):
    (folder / "course.yml").write_text("id: [broken\n", encoding="utf-8")
    shown = read(folder)
    assert [module.id for module in shown.modules] == ["counting", "final-test"]
    assert b"The thirty days run from" in shown.played["pages/counting.html"]
    assert shown.by_page[""]  # the findings of course.yml


def test_a_course_file_with_one_bad_value_keeps_the_others(folder, read):
    file = folder / "course.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: 1.0.0", "version: one"), encoding="utf-8")
    shown = read(folder)
    assert shown.title == "Counting the days"
    assert b"Counting the days" in shown.played["index.html"]


def test_front_matter_that_cannot_be_read_leaves_the_text_to_be_seen(folder, read):
    file = folder / "modules" / "counting.md"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: do", "kind: dance"), encoding="utf-8")
    shown = read(folder)
    assert b"The thirty days run from" in shown.played["pages/counting.html"]
    assert shown.course.modules[0].meta.title == "Counting the thirty days"
    assert any(finding.span.path == "modules/counting.md" for finding in shown.by_page["counting"])


def test_a_module_that_no_unit_names_is_seen_by_who_writes_it(folder, read):
    text = (folder / "modules" / "counting.md").read_text(encoding="utf-8").replace("#due", "#later")
    (folder / "modules" / "new.md").write_text(text, encoding="utf-8")
    shown = read(folder)
    assert shown.course.meta.units[-1].title == "In no unit yet"
    assert "pages/new.html" in shown.played


def test_an_accent_that_nobody_can_read_is_not_shown_but_told(folder, read):
    file = folder / "course.yml"
    file.write_text(file.read_text(encoding="utf-8") + 'theme: {accent: "#ffff00"}\n', encoding="utf-8")
    shown = read(folder)
    assert shown.played
    assert any("accent" in finding.message for finding in shown.by_page[""])


def test_a_drawing_that_no_bundle_may_hold_is_left_out_and_told(folder, read):
    (folder / "media" / "desk.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    shown = read(folder)
    assert b"The thirty days run from" in shown.played["pages/counting.html"]
    assert b"script" not in shown.played["media/desk.svg"]
    assert any(finding.span.path == "media/desk.svg" for finding in shown.by_page[""])


def test_a_course_without_modules_shows_its_findings_and_no_page(folder, read):
    for file in (folder / "modules").iterdir():
        file.unlink()
    shown = read(folder)
    assert shown.course is None
    assert shown.pages is None
    assert shown.played == {}
    assert shown.by_page[""]


def test_a_folder_that_is_no_course_is_one_line(tmp_path, read):
    found = read(tmp_path / "nothing")
    assert isinstance(found, Unread)
    assert "there is no such folder" in found.line


def test_a_configuration_that_cannot_be_used_is_one_line(folder, read):
    (folder.parent / "karmakit.toml").write_text("[check]\nprofile = 3\n", encoding="utf-8")
    found = read(folder)
    assert isinstance(found, Unread)
    assert "karmakit.toml:2" in found.line


def test_what_a_baseline_hides_is_not_shown(folder, read, karmakit):
    module = folder / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8") + "\nThe clerk writes the the line.\n", encoding="utf-8")
    shown = read(folder)
    assert isinstance(shown, Showing)
    assert shown.by_page["counting"]
    (folder.parent / "karmakit.toml").write_text('[check]\nbaseline = "known.json"\n', encoding="utf-8")
    karmakit("check", folder, "--write-baseline", "--no-cache")
    assert "counting" not in read(folder).by_page
