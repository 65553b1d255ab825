"""A delivery kit for iGOT: nothing is said of the builder's own, and one change gives its code."""

import csv
import hashlib
import io
import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify import verify

COURSE = """id: sample-course
title: Counting the days
summary: How the time limit of an application is counted.
outcomes: [Count the time limit of an application]
language: en
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
audience: {roles: [Section Officer]}
contact: {name: Course desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
translations: {hi: sample-course-hi}
thumbnail: media/thumbnail.png
units:
  - {id: basics, title: The basics, modules: [counting, short-check]}
  - {id: end, title: The end, modules: [final-test]}
targets: {igot: {practice_sets: true}}
"""
COUNTING = """---
title: Counting the thirty days
kind: do
duration: 3 min
objectives:
  - {id: count, text: Count the thirty days from receipt, bloom: apply, serves: [RTI Responsiveness]}
competencies:
  - {area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness, level: 1}
---

The thirty days run from the day on which the application reaches the office. Count the next day as day one.

::: question {#due objective=count}
An application arrives on 3 March. When must the reply reach the applicant?

- [ ] 18 March
- [x] 2 April
- [ ] 5 May

:::
"""
TEST = """---
title: {title}
kind: test
duration: 5 min
final: {final}
assessment: {{pass_mark: 60, attempts: 3}}
---

One sitting.

::: question {{#{name}-limit objective=count}}
By when is an ordinary request answered?

- [x] 30 days
- [ ] 45 days

:::

::: question {{#{name}-hours objective=count}}
Within how many hours is a request on life answered? [[= 48 ± 0 hours|hour]]
:::
"""
PLAN, RECORD = "plan.json", "karmakit/provenance.json"
QUESTIONS = "assessments/final-test.qw.csv"


def picture(width, height):
    """Return a grey PNG."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + bytes([90]) * width) * height)
    head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return a kit of the builder's, made by the command in a process of its own."""
    folder = tmp_path_factory.mktemp("kit")
    course = folder / "sample-course"
    (course / "modules").mkdir(parents=True)
    (course / "course.yml").write_text(COURSE, encoding="utf-8")
    (course / "modules" / "counting.md").write_text(COUNTING, encoding="utf-8")
    for name, title, final in (("short-check", "A short check", "false"), ("final-test", "Final test", "true")):
        text = TEST.format(title=title, final=final, name=name[:5])
        (course / "modules" / f"{name}.md").write_text(text, encoding="utf-8")
    (course / "media").mkdir()
    (course / "media" / "thumbnail.png").write_bytes(picture(640, 360))
    program = "from karmakit_build.cli import main; raise SystemExit(main())"
    command = [
        sys.executable,
        "-c",
        program,
        "build",
        str(course),
        "--target",
        "igot",
        "--out",
        str(folder / "out"),
        "--profile",
        "draft",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "make setup" in done.stderr:
        pytest.skip("the player or the schemas are missing: run `make setup`")
    assert done.returncode == 0, done.stderr
    return folder / "out" / "sample-course" / "igot"


@pytest.fixture
def kit(made, tmp_path):
    """Return a copy of the kit that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "igot"))


def resealed(kit: Path) -> None:
    """Write digests that fit the files, as somebody would who means to deceive."""
    plan = json.loads((kit / PLAN).read_bytes())
    files = {path.relative_to(kit).as_posix(): path for path in sorted(kit.rglob("*")) if path.is_file()}
    kinds = {each["path"]: each["mimeType"] for each in plan["files"]} if isinstance(plan.get("files"), list) else {}
    plan["files"] = [
        {**row(path, files[path]), "mimeType": kinds.get(path, "text/plain")} for path in files if path not in (PLAN, RECORD)
    ]
    (kit / PLAN).write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    record = json.loads((kit / RECORD).read_bytes())
    record["files"] = [row(path, files[path]) for path in files if path != RECORD]
    (kit / RECORD).write_text(json.dumps(record), encoding="utf-8")


def row(path, file):
    data = file.read_bytes()
    return {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def codes(kit):
    return sorted({finding.code for finding in verify(kit).findings})


def said(kit):
    return " / ".join(finding.message for finding in verify(kit).findings)


def planned(kit, change):
    """Change the plan, and make all digests fit again."""
    plan = json.loads((kit / PLAN).read_bytes())
    change(plan)
    (kit / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    resealed(kit)


def node(plan, key):
    waiting = [plan["root"]]
    while waiting:
        each = waiting.pop()
        if each["key"] == key:
            return each
        waiting += each["children"]
    raise KeyError(key)


def test_nothing_is_said_of_the_builders_own_kit(made):
    verdict = verify(made)
    assert verdict.findings == ()
    facts = verdict.facts
    assert (facts.standard, facts.scos, facts.made_here, facts.title) == ("iGOT delivery kit", 1, True, "Counting the days")
    lines = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(made).as_posix()}\n"
        for path in sorted(made.rglob("*"), key=lambda path: path.relative_to(made).as_posix())
        if path.is_file()
    )
    assert facts.sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_a_resealed_kit_is_still_fit(kit):
    resealed(kit)
    assert codes(kit) == []


@pytest.mark.parametrize("path", ["modules/counting.zip", QUESTIONS, "checklist.md", "catalogue.xlsx"])
def test_a_changed_file_is_found(kit, path):
    (kit / path).write_bytes((kit / path).read_bytes() + b" ")
    assert "PKG026" in codes(kit)


def test_an_added_and_a_missing_file_are_found(kit):
    (kit / "modules" / "more.txt").write_text("x", encoding="utf-8")
    (kit / "checklist.md").unlink()
    assert "modules/more.txt was added after the build" in said(kit)
    assert "checklist.md is in plan.json and not in the kit" in said(kit)


def test_a_changed_plan_is_found(kit):
    plan = json.loads((kit / PLAN).read_bytes())
    plan["course"]["title"] = "Another"
    (kit / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    assert codes(kit) == ["PKG026"]


def test_a_kit_without_its_record_says_so(kit):
    (kit / RECORD).unlink()
    assert codes(kit) == ["PKG020"]


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="links need rights on Windows")
def test_no_link_is_followed(kit, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (kit / "notes.txt").symlink_to(secret)
    (kit / "up").symlink_to(tmp_path)
    (kit / "modules" / "counting.zip").unlink()
    (kit / "modules" / "counting.zip").symlink_to(secret)
    messages = said(kit)
    assert "notes.txt is a symbolic link" in messages
    assert "up is a symbolic link" in messages
    assert "modules/counting.zip is a symbolic link" in messages
    assert "secret.txt" not in messages


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in this system's folders")
def test_a_pipe_is_not_waited_for(kit):
    os.mkfifo(kit / "pipe")
    assert "pipe is neither file nor folder" in said(kit)


def test_a_plan_that_is_a_link_is_no_plan(kit, tmp_path):
    (kit / PLAN).rename(tmp_path / "elsewhere.json")
    try:
        (kit / PLAN).symlink_to(tmp_path / "elsewhere.json")
    except OSError:
        pytest.skip("links need rights here")
    assert "plan.json is no ordinary file of the kit" in said(kit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"kind": "karmakit-igot-plan", "format": 2}',
        '{"kind": "karmakit-igot-plan", "format": true}',
        '{"kind": "karmakit-igot-plan", "format": 1}',
        '{"kind": "karmakit-igot-plan", "format": 1, "course": {"title": "x", "version": "1", "language": "en"}, "files": [1]}',
    ],
)
def test_a_plan_that_is_none_is_told_in_one_finding(kit, text):
    (kit / PLAN).write_text(text, encoding="utf-8")
    assert "PKG041" in codes(kit)


@pytest.mark.parametrize(
    "path",
    [
        ("root",),
        ("root", "metadata"),
        ("root", "children"),
        ("root", "children", 0, "key"),
        ("root", "children", 0, "children", 0, "files"),
        ("root", "children", 1, "sections"),
        ("root", "children", 1, "sections", 0, "questions"),
        ("root", "children", 1, "sections", 0, "metadata"),
        ("placeholders",),
        ("placeholders", 0, "nodes"),
        ("placeholders", 0, "path"),
        ("files",),
        ("files", 0, "size"),
        ("course", "title"),
    ],
)
@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [None], {"a": None}, -1, True])
def test_no_value_of_a_plan_makes_verify_stumble(made, tmp_path, path, value):
    (tmp_path / "karmakit").mkdir()
    plan = json.loads((made / PLAN).read_bytes())
    at = plan
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    (tmp_path / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    assert not verify(tmp_path).fit


def test_a_tree_of_any_depth_is_read(kit):
    def deepen(plan):
        below = node(plan, "unit.basics")
        for number in range(200):
            inner = {**below, "key": f"unit.x{number}", "metadata": {**below["metadata"], "code": f"x{number}"}, "children": []}
            below["children"] = [*below["children"], inner]
            below = inner

    planned(kit, deepen)
    assert "PKG040" in codes(kit)
    assert "iGOT has 4" in said(kit)


def one_child(plan):
    plan["root"]["children"] = plan["root"]["children"][:1]


def empty_unit(plan):
    node(plan, "unit.basics")["children"] = []


def two_finals(plan):
    final = json.loads(json.dumps(node(plan, "test.final-test")))
    final["key"] = final["metadata"]["code"] = "test.again"
    plan["root"]["children"].append(final)


def practice_below_course(plan):
    plan["root"]["children"].insert(0, node(plan, "unit.basics")["children"].pop())


def final_in_unit(plan):
    node(plan, "unit.basics")["children"].append(plan["root"]["children"].pop())


def same_keys(plan):
    node(plan, "unit.basics")["key"] = "course"


def same_codes(plan):
    node(plan, "unit.basics")["metadata"]["code"] = plan["root"]["metadata"]["code"]


def wrong_kind(plan):
    node(plan, "module.counting")["objectType"] = "Collection"


def strange_category(plan):
    node(plan, "module.counting")["metadata"]["primaryCategory"] = "Explanation Content"


def lost_placeholder(plan):
    plan["placeholders"][0]["nodes"] = ["nobody"]


@pytest.mark.parametrize(
    "change",
    [
        one_child,
        empty_unit,
        two_finals,
        practice_below_course,
        final_in_unit,
        same_keys,
        same_codes,
        wrong_kind,
        strange_category,
        lost_placeholder,
    ],
)
def test_a_hierarchy_that_igot_refuses_is_found(kit, change):
    planned(kit, change)
    assert "PKG040" in codes(kit)


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("course", "name", "Short"),
        ("course", "name", "x" * 71),
        ("course", "duration", 780),
        ("course", "duration", "780.0"),
        ("course", "duration", "PT13M"),
        ("course", "duration", None),
        ("course", "language", "English"),
        ("course", "language", ["en"]),
        ("course", "learningMode", "Self-Paced"),
        ("course", "license", "CC-BY-4.0"),
        ("course", "description", "x" * 2001),
        ("course", "purpose", None),
        ("course", "competencies_v6", []),
        ("course", "competencies_v6", "[]"),
        ("course", "competencies_v6", [{"competencyAreaName": "Behavioral"}]),
        ("course", "createdBy", "user-1"),
        ("course", "publisherDetails", [{"id": "user-1", "name": "A"}]),
        ("unit.basics", "description", None),
        ("module.counting", "initFile", "start.html"),
        ("module.counting", "duration", "0"),
        ("module.counting", "name", "RTI"),
        ("module.counting", "mimeType", "application/zip"),
        ("test.final-test", "minimumPassPercentage", 0),
        ("test.final-test", "minimumPassPercentage", "60"),
        ("test.final-test", "expectedDuration", "600"),
        ("test.final-test", "compatibilityLevel", 7),
        ("test.final-test", "contentType", "SelfAssess"),
        ("test.final-test", "timeLimits", {}),
        ("test.final-test", "showSolutions", True),
    ],
)
def test_metadata_that_igot_would_not_take_is_found(kit, key, name, value):
    def change(plan):
        metadata = node(plan, key)["metadata"]
        if value is None:
            del metadata[name]
        else:
            metadata[name] = value

    planned(kit, change)
    assert codes(kit) == ["PKG041"]
    assert f"`{key}`" in said(kit)


def test_an_empty_identifier_needs_its_placeholder(kit):
    def change(plan):
        plan["placeholders"] = [each for each in plan["placeholders"] if each["name"] != "competency.1.theme"]

    planned(kit, change)
    assert codes(kit) == ["PKG041"]
    assert "competencyThemeIdentifier` is empty, and no placeholder stands for it" in said(kit)


def test_a_mandatory_key_needs_its_placeholder(kit):
    def change(plan):
        plan["placeholders"] = [each for each in plan["placeholders"] if each["name"] != "publisherDetails"]

    planned(kit, change)
    assert "`publisherDetails` is missing, and no placeholder stands for it" in said(kit)


def test_a_resource_without_its_package_is_found(kit):
    planned(kit, lambda plan: node(plan, "module.counting")["files"].clear())
    assert codes(kit) == ["PKG041"]


def test_a_role_that_names_a_file_elsewhere_is_found(kit):
    planned(kit, lambda plan: node(plan, "module.counting")["files"].update(artifact="../../secret.zip"))
    assert "is no file of the kit that can be its `artifact`" in said(kit)


def repacked(kit, change):
    """Change the files of the package inside, and make all digests of the kit fit again."""
    path = kit / "modules" / "counting.zip"
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    planned(kit, lambda plan: node(plan, "module.counting")["metadata"].update(size=path.stat().st_size))


def test_what_is_wrong_inside_a_package_is_told_with_its_place(kit):
    repacked(kit, lambda files: files.update({"index.html": files["index.html"].replace(b"<main", b"<iframe></iframe><main")}))
    findings = verify(kit).findings
    assert {"SEC002", "PKG026"} <= {finding.code for finding in findings}
    assert any(finding.span.path == "modules/counting.zip/index.html" for finding in findings)


def test_a_package_of_several_scos_is_found(kit):
    def change(files):
        manifest = files["imsmanifest.xml"].decode()
        start, end = manifest.index("<resource "), manifest.index("</resource>") + len("</resource>")
        second = manifest[start:end].replace('identifier="', 'identifier="second-')
        files["imsmanifest.xml"] = (manifest[:end] + second + manifest[end:]).encode()

    repacked(kit, change)
    assert "with 2 SCOs" in said(kit)


def test_a_package_that_is_no_zip_is_found(kit):
    (kit / "modules" / "counting.zip").write_bytes(b"not a zip")
    resealed(kit)
    assert "modules/counting.zip is no zip" in said(kit)


def edited(kit, change):
    """Change the cells of the final test's file, and make all digests fit again."""
    path = kit / QUESTIONS
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    change(rows)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    path.write_bytes(("\ufeff" + out.getvalue()).encode())
    resealed(kit)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows[0].__setitem__(0, "No"), "the first line is not that of iGOT's template QW"),
        (lambda rows: rows.pop(), "the file holds 1 questions, and the plan 2"),
        (lambda rows: rows[1].__setitem__(1, "Essay"), "the type `Essay` is none of"),
        (lambda rows: rows[1].__setitem__(3, "Hard"), "the tag `Hard` is none of iGOT's"),
        (lambda rows: rows[1].__setitem__(5, "No"), "the keys of a MCQ-SCA are Yes and No, with exactly one Yes"),
        (lambda rows: rows[1].__setitem__(7, "Yes"), "the keys of a MCQ-SCA are Yes and No, with exactly one Yes"),
        (lambda rows: rows[2].__setitem__(5, "Blank2"), "the gaps of the question and the keys"),
        (lambda rows: rows[1].__setitem__(2, "=1+1"), "Question begins with `=`"),
        (lambda rows: rows[1].__setitem__(4, "two\nlines"), "Option1 has a line break or a tab"),
        (lambda rows: rows[1].__setitem__(0, "7"), "the number is `7`, not 1"),
        (lambda rows: rows[1].__setitem__(2, ""), "there is no question"),
        (lambda rows: rows[1].__setitem__(2, "Another?"), "the question is another than in the plan"),
        (lambda rows: rows[1].append("more"), "the line has 19 cells; the template has 18"),
        (lambda rows: rows[1].__setitem__(8, "late"), "an option has no text or no key"),
    ],
)
def test_a_file_that_igot_would_not_import_is_found(kit, change, message):
    edited(kit, change)
    assert codes(kit) == ["PKG042"]
    assert message in said(kit)


def test_a_file_without_a_byte_order_mark_is_found(kit):
    path = kit / QUESTIONS
    path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    resealed(kit)
    assert codes(kit) == ["PKG042"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf\xff", b"", b'\xef\xbb\xbf"open'])
def test_a_file_that_cannot_be_read_is_found(kit, data):
    (kit / QUESTIONS).write_bytes(data)
    resealed(kit)
    assert codes(kit) == ["PKG042"]


def test_a_draw_larger_than_the_bank_is_found(kit):
    planned(kit, lambda plan: node(plan, "test.final-test")["metadata"].update(maxQuestions=3))
    assert "draws 3 questions of 2" in said(kit)


def test_a_workbook_with_a_formula_or_another_header_is_found(kit):
    path = kit / "catalogue.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for old, new, message in (
        (b"<is><t", b"<f>1+1</f><is><t", "a cell holds a formula"),
        (b"lessonName", b"courseName", "the first row is not lessonName"),
        (b">8<", b">8 min<", "lessonDuration is to be whole minutes"),
    ):
        changed = {**parts, "xl/worksheets/sheet1.xml": sheet.replace(old, new)}
        if changed["xl/worksheets/sheet1.xml"] == sheet:
            changed["xl/worksheets/sheet1.xml"] = sheet.replace(b">13<", b">13 min<")
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in changed.items():
                archive.writestr(name, data)
        resealed(kit)
        assert message in said(kit)


def test_a_workbook_that_is_none_is_found(kit):
    (kit / "catalogue.xlsx").write_bytes(b"PK\x05\x06" + bytes(18))
    resealed(kit)
    assert "the file is no workbook with a first sheet" in said(kit)


@pytest.mark.parametrize("data", [picture(264, 150), b"GIF89a", b""])
def test_a_picture_of_another_size_is_found(kit, data):
    (kit / "thumbnails" / "course.png").write_bytes(data)
    resealed(kit)
    assert "thumbnails/course.png is no PNG of 265 by 150" in said(kit)


def test_a_picture_that_is_too_heavy_is_found(kit):
    path = kit / "thumbnails" / "poster.png"
    path.write_bytes(path.read_bytes() + bytes(1_000_000))
    resealed(kit)
    assert "iGOT takes pictures of 1 MB at most" in said(kit)


def test_a_package_that_igot_would_not_take_for_its_size_is_found(kit, monkeypatch):
    monkeypatch.setattr("karmakit_validators.verify.kit.MOST_PACKED", 1000)
    assert codes(kit) == ["PKG017"]


def test_a_file_without_end_is_not_read(kit, monkeypatch):
    monkeypatch.setattr("karmakit_validators.verify.folder.MOST_PACKED", 40_000)
    (kit / "modules" / "large.zip").write_bytes(bytes(50_000))
    assert not verify(kit).fit


def test_a_plan_that_is_too_large_is_not_read(kit, monkeypatch):
    monkeypatch.setattr("karmakit_validators.verify.kit_plan.LARGEST", 1000)
    assert "no course needs that" in said(kit)


def test_a_folder_of_too_many_files_is_not_read_to_its_end(kit, monkeypatch):
    monkeypatch.setattr("karmakit_validators.verify.folder.MOST_FILES", 3)
    assert "there are more files than 3" in said(kit)


def test_names_that_igot_refuses_and_folders_without_end_are_found(kit):
    (kit / "modules" / "two words.zip").write_bytes(b"x")
    deep = kit.joinpath(*["deep"] * 12)
    deep.mkdir(parents=True)
    (deep / "file.txt").write_bytes(b"x")
    messages = said(kit)
    assert "the name 'modules/two words.zip' has characters that iGOT refuses" in messages
    assert "lies too deep for a kit" in messages


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may do everything is refused nothing")
def test_a_folder_that_may_not_be_read_is_refused_in_one_line(kit):
    (kit / "modules").chmod(0)
    try:
        with pytest.raises(UnusableInputError, match="cannot be read"):
            verify(kit)
    finally:
        (kit / "modules").chmod(0o755)


@pytest.mark.parametrize(
    ("template", "header", "lines", "message"),
    [
        ("basic", "SR,Question", ["1,A?,x,TRUE,y,FALSE", "2,B?,x,YES,y,FALSE"], "the keys are not TRUE and FALSE"),
        (
            "ow",
            "QuestionNo,QuestionType,Question",
            ["1,MCQ-SCA-W,A?,x,100,y,0", "2,MCQ-SCA,B?,x,100,y,0"],
            "the type is not MCQ-SCA-W",
        ),
        (
            "qow",
            "QuestionNo,QuestionType,Question,MaximumMarks",
            ["1,MCQ-SCA-W,A?,1,x,1,y,0", "2,MCQ-SCA-W,B?,1,x,0,y,0"],
            "nought",
        ),
    ],
)
def test_the_other_templates_are_read_alike(kit, template, header, lines, message):
    count, option, key = {"basic": (6, "Option", "IsOption{}Correct"), "ow": (10, "Option", "isOption{}Correct")}.get(
        template, (10, "Option", "Option{}Weight")
    )
    names = [*header.split(","), *(name for n in range(1, count + 1) for name in (f"{option}{n}", key.format(n)))]
    rows = [",".join(names), *(line + "," * (len(names) - line.count(",") - 1) for line in lines)]
    path = f"assessments/final-test.{template}.csv"
    (kit / QUESTIONS).unlink()
    (kit / path).write_bytes(("\ufeff" + "\r\n".join(rows) + "\r\n").encode())

    def change(plan):
        final = node(plan, "test.final-test")
        final["files"]["questions"] = path
        for question, text in zip(final["sections"][0]["questions"], ("A?", "B?"), strict=True):
            question["metadata"]["body"] = text

    planned(kit, change)
    assert codes(kit) == ["PKG042"]
    assert message in said(kit)


def test_a_file_whose_name_says_no_template_is_found(kit):
    (kit / QUESTIONS).rename(kit / "assessments" / "final-test.csv")
    planned(kit, lambda plan: node(plan, "test.final-test")["files"].update(questions="assessments/final-test.csv"))
    assert "the name says no template" in said(kit)


def test_a_set_has_one_section_and_names_its_file(kit):
    planned(kit, lambda plan: node(plan, "test.final-test")["sections"].clear())
    assert "has 0 sections; a kit's set has one" in said(kit)


def test_a_set_without_its_file_is_found(kit):
    planned(kit, lambda plan: node(plan, "test.final-test")["files"].clear())
    assert "names no file of questions" in said(kit)


def test_a_folder_that_is_no_kit_is_refused_with_what_to_give(tmp_path):
    with pytest.raises(UnusableInputError, match=r"a folder without plan\.json; give the zip .*, or the folder of a kit for iGOT"):
        verify(tmp_path)


def test_a_kit_in_a_zip_is_told_to_be_unpacked(made, tmp_path):
    path = tmp_path / "igot.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(made / PLAN, "igot/plan.json")
    (missing,) = [finding for finding in verify(path).findings if finding.code == "PKG001"]
    assert "this is a delivery kit for iGOT in a zip" in missing.message
    assert missing.help == "Unpack it, and give the folder."
