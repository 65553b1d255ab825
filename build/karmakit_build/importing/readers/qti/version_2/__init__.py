"""QTI 2.0 to 2.2: an item in a file of its own, its interactions in a text of XHTML, and a test that names the items."""

from posixpath import basename

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.inline_html import Media
from karmakit_build.importing.quizzes import Group
from karmakit_build.importing.readers.qti.found import Found
from karmakit_build.importing.readers.qti.package import Package
from karmakit_build.importing.readers.qti.version_2.asking import asked
from karmakit_build.importing.xml import below, local
from karmakit_build.xml import Element


def tests(package: Package, name: str, root: Element, media: Media) -> Found:
    """Return the questions of an item under the title of its section; of a test, what it says and a course does not."""
    if local(root) == "assessmentTest":
        return Found((), tuple(_of_a_test(name, root)))
    made = asked(root, name, media)
    return Found((Group(package.sections.get(basename(name), "") or package.title, made.questions, made.text),), made.losses)


def _of_a_test(name: str, root: Element) -> list[Lost]:
    mend = "Say `draw`, `time_limit` or `attempts` in the `assessment` of the test"
    told = {
        "selection": "how many questions are drawn",
        "timeLimits": "the time limit",
        "itemSessionControl": "how often one may try",
    }
    return [
        Lost(name, f"line {each.sourceline}", told[local(each)], mend)
        for each in below(root, *told)
        if local(each) != "itemSessionControl" or each.get("maxAttempts", "1") not in {"0", "1"}
    ]
