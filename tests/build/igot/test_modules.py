"""The package of each module: one SCO, only its own files, whole on its own."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from karmakit_validators.verify import verify_bytes

pytestmark = pytest.mark.usefixtures("set_up")

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


def opened(kit, name="count"):
    with zipfile.ZipFile(io.BytesIO(kit.files[f"modules/{name}.zip"])) as archive:
        assert archive.testzip() is None
        return {entry: archive.read(entry) for entry in archive.namelist()}


def data(files):
    line = files["assets/player.js"].split(b"\n", 1)[0]
    return json.loads(line.removeprefix(b"self.karmakit=").removesuffix(b";"))


def test_only_what_is_no_test_becomes_a_package(kit):
    assert sorted(path for path in kit.files if path.endswith(".zip")) == ["modules/count.zip", "modules/two.zip"]


def test_a_package_holds_the_page_the_player_and_its_own_media_alone(kit):
    grammars = {"adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd"}
    common = {
        "index.html",
        "imsmanifest.xml",
        "metadata/lom.xml",
        "assets/player.js",
        "assets/player.css",
        "karmakit/course.json",
        "karmakit/provenance.json",
        *grammars,
    }
    assert opened(kit).keys() == common | {"media/a.svg"}
    assert opened(kit, "two").keys() == common


def test_a_package_is_one_sco_that_opens_index_html_at_the_root(kit):
    root = etree.fromstring(opened(kit)["imsmanifest.xml"])
    (resource,) = root.iter(f"{CP}resource")
    assert (resource.get("href"), resource.get(f"{ADL}scormtype")) == ("index.html", "sco")
    (item,) = root.iter(f"{CP}item")
    assert item.findtext(f"{CP}title") == "Lesson count"
    assert root.get("identifier") == "course-sample-course.count"


def test_the_page_knows_no_other_module(kit):
    page = opened(kit)["index.html"].decode()
    assert 'data-root="."' in page
    assert 'data-module="count"' in page
    assert "the next lesson" in page
    assert "two.html" not in page
    assert 'src="./media/a.svg"' in page
    assert 'rel="next"' not in page
    assert 'rel="prev"' not in page


def test_the_terms_that_a_page_links_to_stand_at_its_end(kit):
    page = opened(kit)["index.html"].decode()
    assert re.search(r'<a class="term" data-term="authority" href="#term-authority">', page)
    assert '<dt id="term-authority">' in page
    assert "term-other" not in page
    assert "glossary" not in opened(kit, "two")["index.html"].decode()


def test_the_players_data_are_cut_to_the_module(kit):
    told = data(opened(kit))
    assert [(each["id"], each["page"], each["requires"]) for each in told["modules"]] == [("count", "index.html", [])]
    assert [question["id"] for question in told["modules"][0]["questions"]] == ["fill"]
    assert told["units"] == [{"id": "first", "title": "The first unit", "modules": ["count"]}]
    assert list(told["glossary"]) == ["authority"]
    assert told["target"] == {"tracker": "scorm12", "perModule": True}
    assert told["id"] == "sample-course"


def test_nothing_of_the_tests_is_in_a_package(kit):
    for name in ("count", "two"):
        held = b"".join(opened(kit, name).values())
        assert b"Test final" not in held
        assert b"48 hours" not in held


def test_verify_finds_every_package_fit(kit):
    for name in ("count", "two"):
        verdict = verify_bytes(kit.files[f"modules/{name}.zip"], f"{name}.zip")
        assert verdict.findings == ()
        assert (verdict.facts.standard, verdict.facts.scos, verdict.facts.launch) == ("SCORM 1.2", 1, "index.html")


def test_javas_zip_input_stream_reads_what_python_reads(kit, tmp_path):
    java = shutil.which("java")
    if java is None:
        pytest.skip("there is no java on this machine: what iGOT's services are written in cannot be tried")
    path = tmp_path / "count.zip"
    path.write_bytes(kit.files["modules/count.zip"])
    source = Path(__file__).with_name("Unzip.java")
    done = subprocess.run([java, str(source), str(path)], capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path)
    if "release" in done.stderr or "error: " in done.stderr:
        pytest.skip(f"this java cannot run a source file: {done.stderr.splitlines()[0]}")
    assert done.returncode == 0, done.stderr
    wanted = [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in opened(kit).items()]
    assert done.stdout.splitlines() == wanted


def test_a_package_names_the_author_of_each_work_by_others_that_it_carries(make_course):
    work = {"title": "A desk", "author": "A. Painter", "source": "an archive", "licence": "CC-BY-4.0"}
    kit = make_course(credits=[{"file": "media/a.svg", **work}])
    assert b"A desk (an archive), A. Painter, CC-BY-4.0" in opened(kit)["index.html"]
    assert b"A. Painter" not in opened(kit, "two")["index.html"]
    for name in ("count", "two"):
        assert verify_bytes(kit.files[f"modules/{name}.zip"], name).findings == ()
