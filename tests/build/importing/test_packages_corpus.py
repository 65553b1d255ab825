"""Packages that other people made come in whole: what is in them is counted once more, by other means than the reader's."""

import re
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.importing.bringing import bring
from karmakit_build.importing.kinds import kind_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.sources import Sources

EMPTY = {"MalformedXml_SCORM12"}
ITEM = re.compile(r'<item\b[^>]*identifierref="[^"]*"[^>]*>\s*<title>([^<]*)</title>')


class Counter(HTMLParser):
    """Counts the tags of a page, those in templates of a script too."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.titled = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append(tag)
        if tag == "script" and "template" in named.get("type", ""):
            self.titled += "data-title" in named

    def handle_data(self, data):
        if self.lasttag == "script" and "<" in data and self.titled:
            self.tags += Counter(data).tags

    def number(self, *names):
        return sum(tag in names for tag in self.tags)


def modules(done):
    return parse(Sources("course-1", done.files)).modules


def folders(shared, name):
    there = shared / "corpus" / "import-fixtures" / name
    return sorted(path for path in there.iterdir() if path.is_dir())


def test_every_item_of_scorm_that_opens_something_is_a_module_in_its_order(shared):
    seen = 0
    for folder in folders(shared, "scorm"):
        if folder.name in EMPTY:
            continue
        done = bring(folder, "course-1")
        manifest = (folder / "imsmanifest.xml").read_text(encoding="utf-8")
        default = re.search(r'<organizations[^>]*default="([^"]*)"', manifest)
        parts = re.split(r"<organization(?=[\s>])", manifest)[1:]
        chosen = next((each for each in parts if default and f'identifier="{default[1]}"' in each.partition(">")[0]), parts[0])
        titles = ITEM.findall(re.sub(r"<!--.*?-->", "", chosen, flags=re.DOTALL))
        assert [module.meta.title for module in modules(done)] == titles, folder.name
        assert done.reader == "scorm"
        seen += len(titles)
    assert seen == 30


def test_every_launched_page_of_scorm_brings_its_headings_pictures_and_tables_or_is_told(shared):
    pages = 0
    for folder in folders(shared, "scorm"):
        if folder.name in EMPTY:
            continue
        done = bring(folder, "course-1")
        titles = {module.meta.title for module in modules(done)}
        for page in folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            headings = re.findall(r"<h[1-6][^>]*>\s*([^<]*?)\s*</h[1-6]>", text)
            counted = Counter(text)
            assert (counted.number("img"), counted.number("table")) == (0, 0)
            assert all(heading in titles or f"# {heading}" in str(done.files) for heading in headings), page
            words = re.findall(r"<p>\s*([^<]*?)\s*</p>", text)
            course = b"".join(done.files.values()).decode()
            assert all(" ".join(each.split()) in course for each in words)
            pages += 1
    assert pages == 11


def test_every_unit_of_cmi5_is_a_module_in_its_order(shared):
    seen = 0
    for folder in folders(shared, "cmi5"):
        structure = re.sub(r"<!--.*?-->", "", (folder / "cmi5.xml").read_text(encoding="utf-8"), flags=re.DOTALL)
        titles = re.findall(r"<au\b.*?<langstring[^>]*>\s*(.*?)\s*</langstring>", structure, re.DOTALL)
        done = bring(folder, "course-1")
        assert [module.meta.title for module in modules(done)] == [" ".join(each.split()) for each in titles], folder.name
        assert sum("what it opens is not in the package" in lost.what for lost in done.draft.losses) == len(titles)
        seen += len(titles)
    assert seen == 18


def test_the_page_of_the_cmi5_zip_comes_in_whole_out_of_its_templates(shared):
    path = shared / "corpus" / "import-fixtures" / "cmi5" / "cmi5.zip"
    with ZipFile(path) as file:
        page = Counter(file.read("index.html").decode())
    done = bring(path, "course-1")
    lost = [str(one) for one in done.draft.losses]
    headings = page.number("h1", "h2", "h3", "h4", "h5", "h6") + page.titled
    assert done.draft.counts.headings == done.counts.headings == headings
    assert done.draft.counts.pictures == page.number("img") == done.counts.pictures + sum(": a picture," in line for line in lost)
    assert page.number("video") == sum(": a video," in line for line in lost)


def test_the_xapi_course_comes_in_without_a_loss(shared):
    done = bring(shared / "corpus" / "import-fixtures" / "xapi" / "basic_course", "course-1")
    assert [module.meta.title for module in modules(done)] == ["Basic xAPI Course"]
    assert done.draft.losses == ()


def test_aicc_and_a_broken_manifest_are_refused_in_one_line(shared):
    fixtures = shared / "corpus" / "import-fixtures"
    for path in (fixtures / "aicc" / "aicc.zip", *folders(shared, "aicc")):
        with pytest.raises(UnusableInputError, match="a package of AICC, which is not read"):
            bring(path, "course-1")
    with pytest.raises(UnusableInputError, match=r"imsmanifest\.xml:\d+: this is no XML that can be read"):
        bring(fixtures / "scorm" / "MalformedXml_SCORM12", "course-1")


def test_a_bank_of_questions_is_left_to_its_own_reader(shared):
    assert kind_of(shared / "corpus" / "import-fixtures" / "qti" / "test_qti_1.2") == "qti"
