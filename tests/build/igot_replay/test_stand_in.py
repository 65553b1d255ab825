"""The stand-in refuses what the platform would: a replay that passes it has shown something."""

import copy
import http.client
import json

import igot_kits
import igot_rules
import igot_server
import pytest

GOOD = {
    "code": "karmakit.x",
    "name": "A resource",
    "contentType": "Resource",
    "primaryCategory": "Learning Resource",
    "mimeType": igot_rules.ARCHIVE,
    "visibility": "Parent",
    "channel": "01",
    "createdBy": "u",
    "createdFor": ["01"],
    "creator": "A",
    "framework": "igot",
    "organisation": ["I"],
    **igot_kits.COMMON,
}
SET = (igot_rules.SET, "Practice Question Set")


@pytest.fixture
def ask(platform):
    """Return what sends a body and gives status and answer."""
    _, _, place = platform.url.partition("//")

    def call(method, path, body=None, token=igot_server.TOKEN, **headers):
        connection = http.client.HTTPConnection(place, timeout=60)
        data = body if isinstance(body, bytes | None) else json.dumps(body)
        connection.request(method, f"/content/v3{path}", data, {"Authorization": f"Bearer {token}", **headers})
        answer = connection.getresponse()
        found = json.loads(answer.read())
        connection.close()
        return answer.status, found

    return call


@pytest.fixture
def created(ask):
    """Create a resource, and return its id."""
    status, answer = ask("POST", "/create", {"request": {"content": GOOD}})
    assert status == 200
    return answer["result"]["identifier"]


@pytest.mark.parametrize("name", sorted((*igot_rules.REQUIRED, *igot_rules.REQUIRED_OF_CONTENT)))
def test_a_content_without_a_required_field_is_refused(ask, name):
    content = {key: value for key, value in GOOD.items() if key != name}
    assert ask("POST", "/create", {"request": {"content": content}})[0] == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Abcd"),
        ("duration", 240),
        ("duration", "PT4M"),
        ("duration", "240.0"),
        ("duration", "0"),
        ("language", ["en"]),
        ("language", "English"),
        ("language", []),
        ("learningMode", "Self-Paced"),
        ("license", "CC-BY-4.0"),
        ("mimeType", "application/zip"),
        ("mimeType", igot_rules.COLLECTION),
        ("primaryCategory", "Course"),
        ("contentType", "Course"),
        ("description", "x" * 2001),
        ("purpose", "x" * 1001),
        ("source", "x" * 501),
        ("visibility", "Private"),
        ("isExternal", "false"),
        ("trackable", {"enabled": True}),
        ("trackable", {"enabled": "Yes", "extra": "Yes"}),
        ("competencies_v6", [{"competencyName": "x"}]),
        ("trackContacts", [{"id": "x"}]),
        ("organisation", "I"),
        ("langauge", ["English"]),
    ],
)
def test_a_field_of_another_name_or_form_is_refused(ask, name, value):
    assert ask("POST", "/create", {"request": {"content": {**GOOD, name: value}}})[0] == 400


@pytest.mark.parametrize("name", ["Too short", "x" * 71])
def test_the_name_of_a_course_has_10_to_70_characters(ask, name):
    kind = {"contentType": "Course", "primaryCategory": "Course", "mimeType": igot_rules.COLLECTION}
    assert ask("POST", "/create", {"request": {"content": {**GOOD, **kind, "name": name}}})[0] == 400
    assert ask("POST", "/create", {"request": {"content": {**GOOD, **kind, "name": "A name that fits"}}})[0] == 200


def test_a_wrong_token_and_a_wrong_body_are_refused(ask):
    assert ask("POST", "/create", {"request": {"content": GOOD}}, token="another")[0] == 401
    assert ask("POST", "/create", {"content": GOOD})[0] == 400
    assert ask("GET", "/read/do_1?mode=edit")[0] == 404
    assert ask("GET", "/nothing/do_1?mode=edit")[0] == 404


def test_an_update_wants_the_version_that_it_read(ask, created):
    _, answer = ask("GET", f"/read/{created}?mode=edit")
    version = answer["result"]["content"]["versionKey"]

    def update(**change):
        status, said = ask("PATCH", f"/update/{created}", {"request": {"content": change}})
        return status, said["params"]["err"] if status != 200 else ""

    assert update(purpose="x") == (400, "ERR_INVALID_REQUEST")
    assert update(purpose="x", versionKey="1") == (400, "ERR_STALE_VERSION_KEY")
    assert update(purpose="x", versionKey=version) == (200, "")
    assert update(purpose="y", versionKey=version) == (400, "ERR_STALE_VERSION_KEY")


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("part_1.zip", igot_kits.archive(), 200),
        ("part-1.zip", igot_kits.archive(), 400),
        ("part_1.php", igot_kits.archive(), 400),
        ("part_1.zip", b"GIF89a", 400),
        ("part_1.zip", igot_kits.archive(names=("index.html", "a b.html")), 400),
        ("part_1.zip", igot_kits.archive(names=("story.html",)), 400),
        ("part_1.zip", igot_kits.archive(names=("mimetype", "index.html")), 400),
    ],
    ids=range(7),
)
def test_only_a_sound_package_is_taken(ask, created, name, data, status):
    head = f'--b\r\nContent-Disposition: form-data; name="data"; filename="{name}"\r\n\r\n'.encode()
    body = head + data + b"\r\n--b--\r\n"
    assert ask("POST", f"/upload/{created}", body, **{"Content-Type": "multipart/form-data; boundary=b"})[0] == status


LEAF, TEST, PRACTICE = ("Learning Resource", []), ("Course Assessment", []), ("Practice Question Set", [])
UNIT = ("Course Unit", [LEAF, PRACTICE])


@pytest.mark.parametrize(
    ("tree", "sound"),
    [
        (("Course", [UNIT, TEST]), True),
        (("Course", [UNIT, LEAF]), True),
        (("Course", [UNIT]), False),
        (("Course", [UNIT, TEST, TEST]), False),
        (("Course", [UNIT, PRACTICE]), False),
        (("Course", [UNIT, ("Course Unit", [])]), False),
        (("Course", [UNIT, ("Course Unit", [TEST])]), False),
        (("Course", [UNIT, ("Course Unit", [UNIT])]), False),
        (("Course", [UNIT, ("Learning Resource", [LEAF])]), False),
    ],
)
def test_a_course_has_the_shape_that_the_editor_wants(tree, sound):
    assert (igot_rules.tree_fault(tree) is None) is sound


def test_a_hierarchy_names_what_is_there_and_hangs_together(replay, platform, complete, ask):
    sent = []
    arrange = platform.state.arrange
    platform.state.arrange = lambda body: sent.append(copy.deepcopy(body)) or arrange(body)
    assert replay(file=complete).status == 0
    (body,) = sent
    data = body["request"]["data"]
    root = platform.state.one("karmakit.sample.course")["identifier"]

    def refused(change):
        changed = copy.deepcopy(data)
        change(changed)
        return ask("PATCH", "/hierarchy/update", {"request": {"data": changed}})[0] in {400, 404}

    unit = "karmakit.sample.unit.one"
    assert refused(lambda data: data["hierarchy"][root].update(root=False))
    assert refused(lambda data: data["hierarchy"][root]["children"].pop(0))
    assert refused(lambda data: data["hierarchy"][root]["children"].append("do_5"))
    assert refused(lambda data: data["hierarchy"][unit].pop("name"))
    assert refused(lambda data: data["hierarchy"][unit].update(contentType="Course"))
    assert refused(lambda data: data["nodesModified"][unit]["metadata"].pop("description"))
    assert refused(lambda data: data["nodesModified"][unit].update(objectType="Content"))
    assert refused(lambda data: data["nodesModified"][unit].update(isNew=False))
    assert refused(lambda data: data.pop("nodesModified"))
    assert not refused(lambda _: None)


def test_a_course_with_a_gap_is_not_taken_for_review(replay, platform, complete, ask):
    assert replay(file=complete).status == 0
    course = platform.state.one("karmakit.sample.course")
    for name in igot_rules.MANDATORY:
        kept = course.pop(name)
        assert ask("POST", f"/review/{course['identifier']}", {"request": {"content": {}}})[0] == 400
        course[name] = kept
    assert ask("POST", f"/review/{course['identifier']}", {"request": {"content": {}}})[0] == 200
    assert ask("POST", f"/review/{course['identifier']}", {"request": {"content": {}}})[0] == 400
