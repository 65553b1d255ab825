"""Kits, values, ledgers, addresses and answers that mean harm, or make no sense: one line, and nothing sent."""

import json
import os
import re
import shutil
import sys

import igot_kits
import igot_server
import pytest

LINE = re.compile(r"karmakit: [^\n]+\n")


@pytest.fixture
def refused(replay, platform):
    """Return what replays and gives the one line with which it was refused before anything was sent."""

    def call(*arguments, **more):
        said = replay(*arguments, **more)
        assert said.status == 2
        assert LINE.fullmatch(said.err), said.err
        assert said.out == ""
        assert platform.state.asked == []
        return said.err

    return call


def change(kit, *path, to):
    plan = json.loads((kit.path / "plan.json").read_text(encoding="utf-8"))
    inner = plan
    for part in path[:-1]:
        inner = inner[part]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    (kit.path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "[" * 100_000, '{"format": 1}', '{"a":' * 5_000, "\x00", "{}" * 3, '{"format": 1e999}'],
    ids=range(11),
)
def test_a_plan_that_is_none_is_one_line(kit, refused, text):
    (kit.path / "plan.json").write_text(text, encoding="utf-8")
    assert "plan.json" in refused()


def test_a_plan_that_is_no_utf_8_is_one_line(kit, refused):
    (kit.path / "plan.json").write_bytes(b'{"format": "\xff\xfe"}')
    assert "plan.json" in refused()


def test_a_plan_that_is_too_large_is_one_line(kit, refused):
    with (kit.path / "plan.json").open("r+b") as file:
        file.truncate(33 * 1024 * 1024)
    assert "larger than 32 MB" in refused()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("format",), 2),
        (("format",), True),
        (("kind",), "another"),
        (("root",), []),
        (("root", "key"), "../../etc"),
        (("root", "key"), "unit.one"),
        (("root", "children"), None),
        (("root", "surprise"), 1),
        (("root", "metadata"), []),
        (("root", "metadata", "code"), 5),
        (("root", "metadata", "code"), "karmakit.\x1b[31m"),
        (("root", "\x1b[31m"), 5),
        (("root", "metadata", "name"), ""),
        (("root", "metadata", "code"), "karmakit.sample.unit.one"),
        (("root", "metadata", "primaryCategory"), "Program"),
        (("root", "metadata", "x"), float("nan")),
        (("root", "objectType"), "Content"),
        (("files", 0, "sha256"), "x"),
        (("files", 0, "size"), -1),
        (("root", "files", "appIcon"), "../secret.png"),
        (("root", "files", "appIcon"), "/etc/passwd"),
        (("root", "files", "appIcon"), "thumbnails/../../secret.png"),
        (("root", "files", "appIcon"), "thumbnails\\course.png"),
        (("root", "files", "appIcon"), "thumbnails/course.png\n"),
        (("root", "files", "appIcon"), "thumbnails/none.png"),
        (("root", "files", "appIcon"), "modules/part-1.zip"),
        (("root", "children", 0, "children", 0, "files", "artifact"), "thumbnails/course.png"),
        (("files", 1, "mimeType"), "application/zip\r\nX-Evil: 1"),
        (("placeholders", 0, "path"), "a..b"),
        (("placeholders", 0, "type"), "code"),
    ],
    ids=str,
)
def test_a_plan_that_is_broken_is_one_line(kit, refused, path, to):
    change(kit, *path, to=to)
    said = refused()
    assert "plan.json" in said
    assert "\x1b" not in said


def test_a_course_that_is_too_deep_is_one_line(kit, refused):
    deep = igot_kits.node("unit.x0", "unit", "A unit")
    for number in range(1, 5):
        deep = igot_kits.node(f"unit.x{number}", "unit", "A unit", children=[deep])
    change(kit, "root", "children", 0, to=deep)
    assert "deeper than iGOT's 4 levels" in refused()


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="links want rights there")
@pytest.mark.parametrize("name", ["plan.json", "modules/part-1.zip", "modules"])
def test_a_link_in_a_kit_is_not_followed(kit, refused, tmp_path, name):
    place = kit.path / name
    shutil.move(place, tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    assert "is a link" in refused()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names there")
def test_a_pipe_in_a_kit_holds_nobody(kit, refused):
    (kit.path / "modules" / "part-1.zip").unlink()
    os.mkfifo(kit.path / "modules" / "part-1.zip")
    assert "is no file" in refused()


def test_a_file_that_is_missing_or_another_than_the_plan_says_is_one_line(kit, refused):
    (kit.path / "modules" / "part-1.zip").write_bytes(igot_kits.archive("<p>Another</p>"))
    assert "is not the file that the plan names" in refused()
    (kit.path / "modules" / "part-1.zip").unlink()
    assert "no such file" in refused()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no zip", "is no zip"),
        (igot_kits.archive(names=("index.html", "a b.html")), "'a b.html', a name that iGOT refuses"),
        (igot_kits.archive(names=("index.html", "../up.html")), "'../up.html', a name that iGOT refuses"),
        (igot_kits.archive(names=("index.html", "नियम.html")), "a name that iGOT refuses"),
        (igot_kits.archive(names=("start.html",)), "does not hold 'index.html'"),
        (igot_kits.archive(names=("mimetype", "index.html")), "begins like an e-book"),
        (igot_kits.archive(names=("META-INF/MANIFEST.MF", "index.html")), "begins like an e-book"),
    ],
    ids=range(7),
)
def test_a_package_that_igot_would_refuse_is_not_sent(kit, refused, data, words):
    kit.files["modules/part-1.zip"] = data
    kit.write()
    assert words in refused()


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_package_with_one_name_twice_is_not_sent(kit, refused):
    kit.files["modules/part-1.zip"] = igot_kits.archive(names=("index.html", "index.html"))
    kit.write()
    assert "holds one name twice" in refused()


def test_a_package_or_picture_over_the_limit_is_not_sent(kit, refused, monkeypatch):
    monkeypatch.setattr("karmakit_build.igot.replay.kit_files.LARGEST_ZIP", 100)
    assert "larger than 200 MB" in refused()
    monkeypatch.undo()


def test_a_picture_over_the_limit_is_not_sent(kit, refused):
    kit.files["thumbnails/course.png"] = igot_kits.picture() + b"\0" * 2**20
    kit.write()
    assert "larger than 1 MB" in refused()


def test_a_kit_that_is_not_there_is_one_line(karmakit, tmp_path):
    for name in ("none", "\x00", "file"):
        (tmp_path / "file").write_text("x", encoding="utf-8")
        said = karmakit("igot", "replay", tmp_path / name if name != "\x00" else name)
        assert said.status == 2
        assert LINE.fullmatch(said.err)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no values"),
        ("[]", "holds no values"),
        ("[" * 100_000, "holds no values"),
        (" " * 2**20 + "{}", "holds no values"),
        ('{"chanel": "x"}', "'chanel' is neither a placeholder nor a node"),
        ('{"channel": 5}', "'channel' wants a text"),
        ('{"channel": ""}', "'channel' wants a text"),
        ('{"channel": "a\\r\\nX-Evil: 1"}', "'channel' wants a text"),
        ('{"createdFor": "x"}', "'createdFor' wants a list of texts"),
        ('{"trackContacts": ["x"]}', "'trackContacts' wants a list of"),
        ('{"trackContacts": [{"id": "x"}]}', "'trackContacts' wants a list of"),
        ('{"test.final": "../admin"}', "is no id of the platform"),
        ('{"test.final": "do_1/../../x"}', "is no id of the platform"),
    ],
    ids=range(13),
)
def test_values_that_make_no_sense_are_one_line(refused, tmp_path, text, words):
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    assert words in refused(file=path)


def test_values_that_are_not_there_are_one_line(refused, tmp_path):
    assert "cannot be read" in refused(file=tmp_path / "none.json")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir\n",
        "{}\n",
        '{"format": 2, "kind": "karmakit-igot-ledger", "platform": "x", "course": "sample"}\n',
        "x",
        "[" * 100_000 + "\n",
    ],
    ids=range(5),
)
def test_a_file_that_is_no_ledger_is_left_alone(kit, refused, text):
    kit.ledger.write_text(text, encoding="utf-8")
    assert "is no ledger" in refused()
    assert kit.ledger.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "line", ["{}", "[]", "x", '{"step": "create", "key": "course", "state": "done", "id": "../x", "digest": "", "url": ""}']
)
def test_a_broken_line_of_a_ledger_is_told_with_its_number(replay, kit, line):
    assert replay().status == 1
    text = kit.ledger.read_text(encoding="utf-8").splitlines()
    kit.ledger.write_text("\n".join([*text[:2], line, *text[2:]]) + "\n", encoding="utf-8")
    said = replay()
    assert said.status == 2
    assert f"line 3 of the ledger {kit.ledger} makes no sense" in said.err


def test_the_ledger_of_another_platform_or_course_is_refused(replay, kit, platform):
    assert replay().status == 1
    text = kit.ledger.read_text(encoding="utf-8")
    asked = len(platform.state.asked)
    for old, new in ((platform.url, "https://another.example:443"), ('"course": "sample"', '"course": "other\\u001b[31m"')):
        kit.ledger.write_text(text.replace(old, new, 1), encoding="utf-8")
        said = replay()
        assert said.status == 2
        assert f"the ledger {kit.ledger} is of" in said.err
        assert "\x1b" not in said.err
    assert len(platform.state.asked) == asked


def test_a_place_where_no_ledger_can_be_written_is_one_line(refused, tmp_path):
    assert "cannot be written" in refused("--ledger", tmp_path / "none" / "ledger.jsonl")
    assert "cannot be written" in refused("--ledger", tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "portal.example",
        "ftp://portal.example",
        "http://portal.example",
        "http://127.0.0.1.example.org",
        "https://",
        "https://user:secret@portal.example",
        "https://portal.example/?a=b",
        "https://portal.example/#x",
        "https://portal.example/a b",
        "https://portal.example/a/../b",
        "https://portal.example\r\nX-Evil: 1",
        "https://portal.example:99999",
        "https://[::1",
        "https://münchen.example",
        "",
    ],
)
def test_an_address_to_which_no_token_may_go_is_refused(karmakit, kit, monkeypatch, url):
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", igot_server.TOKEN)
    said = karmakit("igot", "replay", kit.path, "--send", "--url", url)
    assert said.status == 2
    assert LINE.fullmatch(said.err)
    assert "--url" in said.err
    assert igot_server.TOKEN not in said.err


def test_uploads_go_to_the_same_host_only(refused, replay, platform):
    assert "--upload-url names another host" in refused("--upload-url", "https://another.example")
    assert replay("--upload-url", f"{platform.url}/other").status == 2
    assert ("POST", "/content/v3/create") in platform.state.asked
    assert platform.state.asked[-1][1].startswith("/other/content/v3/upload/do_")


@pytest.mark.parametrize("token", ["", "short", "with a space", "line\nbreak", "töken-töken"])
def test_what_is_no_token_is_not_sent_and_not_shown(refused, monkeypatch, token):
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", token)
    said = refused()
    assert "KARMAKIT_IGOT_TOKEN" in said
    assert not token or token not in said


@pytest.mark.parametrize("where", ["https://another.example/content", "http://127.0.0.1:1/", "//another.example", "\x1b[31mred"])
@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_never_followed(replay, platform, where, status):
    platform.fault("POST", "/search$", 1, status=status, headers={"Location": where})
    said = replay()
    assert said.status == 2
    assert "the token goes nowhere else" in said.err
    assert "\x1b" not in said.err
    assert len(platform.state.asked) == 1


GOOD_ID = "do_1130000000000001"
RAW = [
    ("POST", "/search$", b""),
    ("POST", "/search$", b"<html>"),
    ("POST", "/search$", b"[]"),
    ("POST", "/search$", b'{"result": 5}'),
    ("POST", "/search$", b"[" * 100_000),
    ("POST", "/search$", b'{"result": {"content": [{"identifier": "../../x", "code": "c"}, 5]}}'),
    ("POST", "/create$", b'{"result": {"identifier": "../../admin"}}'),
    ("POST", "/create$", b'{"result": {"identifier": 5}}'),
    ("POST", "/create$", b"not json"),
    ("POST", "/upload/", b'{"result": {"identifier": "do_9"}}'),
    ("POST", "/upload/", b'{"result": {}}'),
    ("GET", "/read/", b'{"result": {"content": []}}'),
    ("GET", "/read/", b'{"result": {"content": {"identifier": "do_9"}}}'),
    ("GET", "/hierarchy/", b'{"result": {"content": 5}}'),
]


@pytest.mark.parametrize("wrong", RAW, ids=range(len(RAW)))
def test_an_answer_that_makes_no_sense_is_one_line_at_most_and_harms_nothing(replay, platform, complete, wrong):
    method, path, raw = wrong
    platform.fault(method, path, 1_000, after="raw", raw=raw)
    said = replay(file=complete)
    assert said.status in {0, 2}
    assert said.status == 0 or LINE.fullmatch(said.err), said.err
    for code in ("course", "module.part-1", igot_kits.picture_key(igot_kits.COURSE_PICTURE)):
        assert len(platform.state.of(f"karmakit.sample.{code}")) <= 1
    platform.state.faults.clear()
    said = replay(file=complete)
    assert said.status == 0, said.err


def test_an_answer_without_end_is_cut(replay, platform):
    platform.fault("POST", "/search$", 1_000, after="raw", raw=b" " * (9 * 2**20))
    said = replay()
    assert said.status == 2
    assert "larger than 8 MB" in said.err


def test_an_answer_that_takes_for_ever_is_left(replay, platform, monkeypatch):
    monkeypatch.setattr("karmakit_build.igot.replay.client.DEADLINE", -1)
    said = replay()
    assert said.status == 2
    assert "the answer was lost: it took too long; run again" in said.err
    assert {path for _, path in platform.state.asked} == {"/content/v1/search"}


def test_a_file_that_changes_while_it_is_sent_is_not_taken(replay, platform, monkeypatch):
    def check(folder, name, *_):
        if name == "modules/part-2.zip":  # the last one that is looked at
            (folder / "modules" / "part-1.zip").write_bytes(igot_kits.archive("<p>Another</p>"))

    monkeypatch.setattr("karmakit_build.igot.replay.session.check_file", check)
    said = replay()
    assert said.status == 2
    assert said.err == "karmakit: part_1.zip was changed while it was sent; build the kit again\n"
    part = platform.state.one("karmakit.sample.module.part-1")
    assert "artifactUrl" not in part


@pytest.mark.parametrize("tree", [5, ["x"], [{"identifier": "../x"}], [{}]], ids=str)
def test_a_hierarchy_of_no_known_form_is_one_line(replay, platform, complete, tree):
    hierarchy = platform.state.hierarchy
    platform.state.hierarchy = lambda identifier: {"content": {**hierarchy(identifier)["content"], "children": tree}}
    said = replay(file=complete)
    assert said.status == 2
    assert "of no known form" in said.err


def test_a_hierarchy_without_end_is_one_line(replay, platform, complete):
    deep = {"identifier": "do_1"}
    for _ in range(50):
        deep = {"identifier": "do_1", "children": [deep]}
    hierarchy = platform.state.hierarchy
    platform.state.hierarchy = lambda identifier: {"content": {**hierarchy(identifier)["content"], "children": [deep]}}
    said = replay(file=complete)
    assert said.status == 2
    assert LINE.fullmatch(said.err)


@pytest.mark.parametrize(
    "address",
    ["http://stand-in.example/x.png", "https://stand-in.example/x.exe", "javascript:alert(1).png", 5, None, "https://a b/.png"],
)
def test_an_upload_that_gives_no_sound_address_is_not_recorded(replay, platform, kit, address):
    upload = platform.state.upload
    platform.state.upload = lambda *given: {**upload(*given), "artifactUrl": address}
    said = replay()
    assert said.status == 2
    assert "names no https address" in said.err
    assert '"upload"' not in kit.ledger.read_text(encoding="utf-8")


def test_what_the_platform_says_is_shown_on_one_line_without_control_signs_and_secrets(replay, platform):
    words = f"\x1b[31mno\r\n\u202e {igot_server.TOKEN} " + "x" * 5_000
    platform.state.create = lambda _: igot_server.refuse(words)
    said = replay()
    assert said.status == 2
    assert LINE.fullmatch(said.err)
    assert "\x1b" not in said.err
    assert igot_server.TOKEN not in said.err
    assert len(said.err) < 500


def test_a_platform_that_is_not_there_is_one_line(karmakit, kit, values, waits, monkeypatch):
    monkeypatch.setenv("KARMAKIT_IGOT_TOKEN", igot_server.TOKEN)
    said = karmakit("igot", "replay", kit.path, "--send", "--url", "http://127.0.0.1:1", "--values", values())
    assert said.status == 2
    assert "http://127.0.0.1:1 cannot be reached: connection refused" in said.err
    assert waits == [1, 2, 4]


def test_send_wants_an_address(karmakit, kit):
    said = karmakit("igot", "replay", kit.path, "--send")
    assert said.status == 2
    assert "--send wants --url" in said.err


def test_what_a_kit_says_is_shown_without_control_signs(karmakit, kit):
    kit.plan["root"]["children"][0]["children"][0]["metadata"]["name"] = "A\x1b[31m\u202ename\r\nof \u0915\u094d\u200d\u0937"
    kit.write()
    said = karmakit("igot", "replay", kit.path)
    assert said.status == 0
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out
    assert "A [31m name  of \u0915\u094d\u200d\u0937\n" in said.out


def test_names_in_indian_scripts_are_values_as_they_are_spelt(replay, platform, values, sets):
    name = "\u0915\u094d\u200d\u0937\u092e\u093e"
    assert replay(file=values(**sets, creator=name)).status == 0
    assert platform.state.one("karmakit.sample.course")["creator"] == name


def test_a_ledger_that_is_too_large_is_one_line(refused, kit):
    with kit.ledger.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert "that is no ledger" in refused()


def test_a_hierarchy_that_is_not_kept_is_told(replay, platform, complete):
    arrange = platform.state.arrange

    def forgetful(body):
        result = arrange(body)
        platform.state.trees[result["content_id"]][result["content_id"]].reverse()
        return result

    platform.state.arrange = forgetful
    said = replay(file=complete)
    assert said.status == 2
    assert "the platform keeps another hierarchy of" in said.err


def test_a_unit_that_was_not_made_is_told(replay, platform, complete):
    platform.state.arrange = lambda _: {}
    said = replay(file=complete)
    assert said.status == 2
    assert "the platform did not make 'The first unit'; look at the course in the portal" in said.err


def test_an_answer_about_another_course_is_not_believed(replay, platform, complete):
    platform.state.arrange = lambda _: {"content_id": "do_5"}
    said = replay(file=complete)
    assert said.status == 2
    assert "the platform answered for another content than do_" in said.err


@pytest.mark.parametrize("version", [None, 5, "", "x" * 101, "é"])
def test_a_content_without_a_version_is_not_written(replay, platform, complete, version):
    read = platform.state.read
    platform.state.read = lambda identifier: {"content": {**read(identifier)["content"], "versionKey": version}}
    said = replay(file=complete)
    assert said.status == 2
    assert "the platform gives no versionKey of do_" in said.err


@pytest.mark.parametrize("status", [None, 5, "\x1b[31mLive", "Live", "Retired"])
def test_only_a_draft_is_written(replay, platform, complete, status):
    read = platform.state.read
    platform.state.read = lambda identifier: {"content": {**read(identifier)["content"], "status": status}}
    said = replay(file=complete)
    assert said.status == 2
    assert LINE.fullmatch(said.err)
    assert "and not a draft; open it for editing in the portal" in said.err
    assert "\x1b" not in said.err


def test_a_ledger_whose_ids_were_exchanged_does_no_harm(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    state = platform.state
    first, second = (state.one(f"karmakit.sample.{key}")["identifier"] for key in ("module.part-1", "course"))
    kit.ledger.write_text(kit.ledger.read_text(encoding="utf-8").replace(second, first), encoding="utf-8")
    kit.plan["root"]["metadata"]["purpose"] = "Another purpose"
    kit.write()
    said = replay(file=complete)
    assert said.status == 2
    assert LINE.fullmatch(said.err)
    assert state.contents[first]["purpose"] == "What part 1 is about"


def test_a_search_that_names_what_is_gone_finds_nothing(replay, platform, complete):
    search = platform.state.search

    def stale(body):
        found = search(body)
        old = {"identifier": "do_1", "code": body["request"]["filters"]["code"][0], "status": "Draft"}
        kinds = ("application/vnd.ekstep.html-archive", "application/vnd.ekstep.content-collection", "image/png")
        return {"content": [*found.get("content", []), *({**old, "mimeType": kind} for kind in kinds)]}

    platform.state.search = stale
    assert replay("--review", file=complete).status == 0
    platform.whole()


def test_a_value_in_a_string_that_is_no_json_is_another_value(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    platform.state.one("karmakit.sample.course")["keywords"] = "[" * 50
    kit.plan["root"]["metadata"]["purpose"] = "Another purpose"
    kit.write()
    assert replay(file=complete).status == 0
    assert platform.state.one("karmakit.sample.course")["keywords"] == ["RTI"]


def test_a_dry_run_reads_the_ledger_and_leaves_it_as_it_is(karmakit, replay, complete, kit):
    assert replay(file=complete).status == 0
    before = kit.ledger.read_bytes()
    said = karmakit("igot", "replay", kit.path, "--values", complete)
    assert said.status == 0
    assert {line.partition(":")[0] for line in said.out.splitlines()} == {"already done"}
    assert kit.ledger.read_bytes() == before
    kit.ledger.unlink()
    kit.ledger.mkdir()
    said = karmakit("igot", "replay", kit.path)
    assert said.status == 2
    assert f"the ledger {kit.ledger} cannot be read" in said.err


def test_a_ledger_that_names_somebody_elses_content_uploads_nothing_into_it(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    state = platform.state
    ours = state.one("karmakit.sample.module.part-1")["identifier"]
    theirs = state._add({**state.contents[ours], "code": "theirs"})
    kit.ledger.write_text(kit.ledger.read_text(encoding="utf-8").replace(ours, theirs), encoding="utf-8")
    kit.files["modules/part-1.zip"] = igot_kits.archive("<p>Another</p>")
    kit.write()
    said = replay(file=complete)
    assert said.status == 2
    assert f"{theirs} is not 'Part 1': it has another code or type" in said.err
    assert theirs not in state.uploads


def test_nothing_is_uploaded_into_what_learners_see(replay, platform, complete, kit):
    assert replay(file=complete).status == 0
    part = platform.state.one("karmakit.sample.module.part-1")
    part["status"] = "Live"
    kit.files["modules/part-1.zip"] = igot_kits.archive("<p>Another</p>")
    kit.write()
    asked = len(platform.state.sent())
    said = replay(file=complete)
    assert said.status == 2
    assert "is Live and not a draft; open it for editing in the portal, then run again" in said.err
    assert len(platform.state.sent()) == asked
