"""The order of a package's parts is read as its manifest says it."""

import io
import zipfile

import pytest

from karmakit_build.playing.sequencing import activity_tree, has_prerequisites
from karmakit_validators.verify.archive import read_archive

HEAD = (
    '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><metadata>'
    "<schema>ADL SCORM</schema><schemaversion>{}</schemaversion></metadata>"
)
ITEMS = '<organizations default="o"><organization identifier="o"><title>All</title>{}</organization></organizations>'
TAIL = '<resources><resource identifier="r" type="webcontent" adlcp:scormType="sco" href="a.html"/></resources>{}</manifest>'
RULE = """<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions>
<imsss:ruleCondition condition="objectiveMeasureLessThan" measureThreshold="0.5" referencedObjective="x"/></imsss:ruleConditions>
<imsss:ruleAction action="skip"/></imsss:preConditionRule></imsss:sequencingRules>"""


def archive(items, *, version="2004 4th Edition", more=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("imsmanifest.xml", HEAD.format(version) + ITEMS.format(items) + TAIL.format(more))
        files.writestr("a.html", "<p>a")
    return read_archive(out.getvalue(), "a.zip")[0]


def item(name, inside):
    return f'<item identifier="{name}" identifierref="r"><title>{name}</title>{inside}</item>'


def test_what_an_activity_does_not_say_it_has_from_what_it_refers_to_or_from_the_standard():
    shared = f"""<imsss:sequencingCollection><imsss:sequencing ID="s"><imsss:controlMode flow="true" choice="false"/>{RULE}
        <imsss:limitConditions attemptLimit="2"/></imsss:sequencing></imsss:sequencingCollection>"""
    own = '<imsss:sequencing IDRef="s"><imsss:controlMode choiceExit="false"/></imsss:sequencing>'
    tree = activity_tree(archive(item("one", own) + item("two", ""), more=shared))
    one, two = tree["children"]
    assert (one["sequencingControls"]["flow"], one["sequencingControls"]["choiceExit"], one["attemptLimit"]) == (False, False, 2)
    assert one["sequencingRules"]["preConditionRules"] == [
        {
            "action": "skip",
            "conditionCombination": "all",
            "conditions": [{"condition": "objectiveMeasureLessThan", "referencedObjective": "x", "parameters": {"threshold": 0.5}}],
        }
    ]
    assert two["sequencingControls"]["choice"] is True
    assert two["sequencingRules"]["preConditionRules"] == []


@pytest.mark.parametrize("version", ["1.2", "2004 4th Edition"])
def test_where_nothing_is_said_of_an_order_there_is_none(version):
    assert activity_tree(archive(item("one", "") + item("two", ""), version=version)) is None


def test_prerequisites_of_scorm_12_are_seen():
    named = '<adlcp:prerequisites type="aicc_script">one</adlcp:prerequisites>'
    assert has_prerequisites(archive(item("one", "") + item("two", named), version="1.2"))
    assert not has_prerequisites(archive(item("one", ""), version="1.2"))
