"""OLX becomes a course, from a folder or an archive; a problem alone becomes a test."""

import io
import tarfile
from pathlib import Path

import pytest

from karmakit_build.importing.bringing import bring
from karmakit_build.importing.kinds import kind_of
from karmakit_schemas.errors import UnusableInputError

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
FILES = {
    "course.xml": '<course url_name="2026" org="Institute" course="RTI"/>',
    "course/2026.xml": '<course display_name="सूचना का अधिकार" language="hi"><chapter url_name="one"/><wiki slug="x"/></course>',
    "chapter/one.xml": (
        '<chapter display_name="Limits"><sequential display_name="Days"><vertical url_name="first"/></sequential>'
        '<sequential display_name="Test" graded="true"><vertical display_name="Check"><problem url_name="p"/>'
        "</vertical></sequential></chapter>"
    ),
    "vertical/first.xml": (
        '<vertical display_name="Thirty days"><html url_name="intro" display_name="Intro"/><video url_name="v" '
        'display_name="A film"/>'
        '<problem display_name="By when"><multiplechoiceresponse><label>By when?</label><choicegroup>'
        '<choice correct="false">18 March</choice><choice correct="true">2 April</choice></choicegroup>'
        "</multiplechoiceresponse></problem>"
        '<discussion display_name="Talk"/></vertical>'
    ),
    "html/intro.xml": '<html filename="intro" display_name="Intro"/>',
    "html/intro.html": (
        '<h3>Start</h3><p>Thirty days.<img src="/static/desk.png" alt="A desk"></p><table><tr><td>a</td></tr></table>'
    ),
    "problem/p.xml": '<problem><stringresponse answer="senior" type="ci"><label>Who?</label><textline/></stringresponse></problem>',
    "static/desk.png": PICTURE,
    "info/updates.html": "<p>News</p>",
}


def problem(text: str, head: str = 'display_name="P"') -> str:
    """Return a problem."""
    return f"<problem {head}>{text}</problem>"


def write(folder: Path) -> Path:
    """Write the course as a folder."""
    for name, data in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def archive(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """Write an archive of some members."""
    with tarfile.open(path, "w:gz") as out:
        for member, data in members:
            member.size = len(data) if member.isreg() else 0
            out.addfile(member, io.BytesIO(data))
    return path


def check(done) -> None:
    assert done.draft.title == "सूचना का अधिकार"
    assert (done.draft.language, done.draft.provider) == ("hi", "Institute")
    assert [unit.title for unit in done.draft.units] == ["Limits: Days", "Limits: Test"]
    assert [(module.title, module.kind) for unit in done.draft.units for module in unit.modules] == [
        ("Thirty days", None),
        ("Check", "test"),
    ]
    assert done.files["media/desk.png"] == PICTURE
    text = done.files["modules/thirty-days.md"].decode()
    assert "## Start\n\nThirty days.![A desk](../media/desk.png)\n\n| a |" in text
    assert done.counts == done.draft.counts
    assert (done.counts.questions, done.counts.right_answers) == (2, 2)
    assert [str(one).split(": ", 1)[1].split(". ")[0] for one in done.draft.losses] == [
        'a film, "A film"',
        'a `discussion`, "Talk"',
        "a page beside the course",
    ]


def test_a_folder_is_a_course_of_units_and_modules(tmp_path):
    folder = write(tmp_path / "course-1")
    assert kind_of(folder) == "olx"
    check(bring(folder, "quiz-1", "olx"))


def test_an_archive_is_the_same_course(tmp_path):
    members = [
        (tarfile.TarInfo(f"course/{name}"), data if isinstance(data, bytes) else data.encode()) for name, data in FILES.items()
    ]
    path = archive(tmp_path / "course.tar.gz", *members)
    assert kind_of(path) == "olx"
    check(bring(path, "quiz-1", "olx"))


def test_the_responses_of_a_problem_are_questions_each_with_the_text_before_it(course):
    text = (
        "<p>Before.</p><choiceresponse><label>Which?</label><checkboxgroup><choice correct='true'>"
        "one<choicehint selected='true'>Yes.</choicehint></choice>"
        "<choice correct='true'>two</choice><choice correct='false'>three</choice></checkboxgroup></choiceresponse>"
        "<p>How long?</p><numericalresponse answer='30'><responseparam type='tolerance' default='10%'/>"
        "<formulaequationinput/></numericalresponse>"
        "<numericalresponse answer='[5,7]'><label>Between?</label><textline/></numericalresponse>"
        "<optionresponse><label>Who?</label><optioninput options=\"('clerk','officer, senior')\" "
        "correct='officer, senior'/></optionresponse>"
        "<stringresponse answer='senior'><label>Rank?</label><additional_answer answer='superior'/><textline/></stringresponse>"
        "<solution><p>Because.</p></solution><demandhint><hint>Think.</hint></demandhint>"
    )
    done = course("p.xml", problem(text, 'display_name="P" weight="2"'))
    many, share, span, pick, word = done.questions
    assert (many.points, [each.correct for each in many.options], many.options[0].feedback.plain()) == (
        2,
        [True, True, False],
        "Yes.",
    )
    assert many.stem.plain().split() == ["Before.", "Which?"]
    assert [(float(each.blanks[0].value), float(each.blanks[0].tolerance)) for each in (share, span)] == [(30, 3), (6, 1)]
    assert [(each.content.plain(), each.correct) for each in pick.options] == [("clerk", False), ("officer, senior", True)]
    assert (word.blanks[0].accepted, word.case) == (("senior", "superior"), True)
    assert (word.always.plain(), [hint.plain() for hint in word.hints]) == ("Because.", ["Think."])
    assert done.lost == []
    assert done.brought.counts == done.brought.draft.counts


def test_what_a_program_checks_is_told(course):
    good = (
        "<multiplechoiceresponse><choicegroup><choice correct='true'>A</choice><choice correct='false'>"
        "B</choice></choicegroup></multiplechoiceresponse>"
    )
    text = problem(
        f"<p>Q</p>{good}<script>x=1</script><customresponse cfn='f'><textline/></customresponse>",
        'display_name="P" max_attempts="3"',
    )
    done = course("p.xml", text)
    assert [line.split(": ", 1)[1].partition(",")[0].partition(". ")[0] for line in done.lost] == [
        "a question by `customresponse`",
        "a program in a problem",
        "how often a problem may be tried",
    ]
    assert (done.brought.draft.counts.questions, done.brought.counts.questions) == (2, 1)


def link(name: str, target: str) -> tarfile.TarInfo:
    """Return a member that points elsewhere."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname = tarfile.SYMTYPE, target
    return made


@pytest.mark.parametrize(
    ("member", "word"),
    [
        (tarfile.TarInfo("../course.xml"), "leads out of the folder"),
        (tarfile.TarInfo("/course.xml"), "leads out of the folder"),
        (link("course.xml", "/etc/hostname"), "is a link or a device"),
        (tarfile.TarInfo("other.xml"), "there is no course.xml in it"),
        (tarfile.TarInfo("course.xml"), "course.xml:1: this is no XML"),
    ],
)
def test_an_archive_that_is_not_to_be_trusted_is_refused_in_one_line(tmp_path, member, word):
    path = archive(tmp_path / "course.tar.gz", (member, b"x"))
    with pytest.raises(UnusableInputError) as caught:
        bring(path, "quiz-1", "olx")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_archive_that_would_fill_the_disk_or_is_torn_is_refused(tmp_path, monkeypatch):
    path = archive(tmp_path / "course.tar.gz", (tarfile.TarInfo("course.xml"), b"\0" * 300_000))
    monkeypatch.setattr("karmakit_build.importing.readers.olx.files.MOST_UNPACKED", 100_000)
    with pytest.raises(UnusableInputError, match="would unpack to more than"):
        bring(path, "quiz-1", "olx")
    torn = tmp_path / "torn.tar.gz"
    torn.write_bytes(path.read_bytes()[:100])
    with pytest.raises(UnusableInputError, match=r"this is no \.tar\.gz"):
        bring(torn, "quiz-1", "olx")


def test_a_course_that_names_itself_ends(tmp_path):
    folder = tmp_path / "c"
    (folder / "vertical").mkdir(parents=True)
    (folder / "course.xml").write_text(
        '<course display_name="C"><chapter><sequential><vertical url_name="v"/></sequential></chapter></course>', "utf-8"
    )
    (folder / "vertical" / "v.xml").write_text('<vertical><vertical url_name="v"/><p/></vertical>', "utf-8")
    with pytest.raises(UnusableInputError, match="there is no text and no problem in it"):
        bring(folder, "quiz-1", "olx")


def test_files_that_name_one_another_many_times_over_are_refused(tmp_path, monkeypatch):
    folder = tmp_path / "c"
    (folder / "vertical").mkdir(parents=True)
    vertical = '<vertical url_name="v"/>'
    (folder / "course.xml").write_text(
        f'<course display_name="C"><chapter><sequential>{vertical}</sequential></chapter></course>', "utf-8"
    )
    (folder / "vertical" / "v.xml").write_text(f"<vertical>{vertical * 10}</vertical>", "utf-8")
    monkeypatch.setattr("karmakit_build.importing.readers.olx.course.MOST_OPENED", 500)
    with pytest.raises(UnusableInputError, match="name one another without end"):
        bring(folder, "quiz-1", "olx")


def test_how_often_problems_may_be_tried_is_told_once(tmp_path):
    folder = tmp_path / "c"
    folder.mkdir()
    one = '<problem max_attempts="3"><stringresponse answer="a"><label>Q</label><textline/></stringresponse></problem>'
    vertical = f"<vertical display_name='V'>{one * 300}</vertical>"
    text = f'<course display_name="C"><chapter><sequential>{vertical}</sequential></chapter></course>'
    (folder / "course.xml").write_text(text, "utf-8")
    done = bring(folder, "quiz-1", "olx")
    assert [str(one) for one in done.draft.losses] == [
        "c, 300 of its problems: how often a problem may be tried. Say `attempts` of the question"
    ]
    assert done.counts.questions == done.draft.counts.questions == 300
