"""Bundles that other tools made play as well, with their mistakes told."""

import io
import zipfile

import pytest

pytestmark = pytest.mark.browser

MANIFEST_2004 = """<?xml version="1.0"?>
<manifest identifier="m" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Two parts</title>
<item identifier="one" identifierref="r1"><title>The first</title></item>
<item identifier="two" identifierref="r2" parameters="?page=2"><title>The second</title></item></organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="sco/one.html"/>
<resource identifier="r2" type="webcontent" adlcp:scormType="sco" href="sco/two.html"/></resources></manifest>"""
SCO = """<!doctype html><title>part</title><p>A part</p><button id="done">Done</button><script>
const lms = parent.API_1484_11;
document.querySelector("p").textContent = lms.Initialize("") + location.search + lms.GetValue("cmi.learner_name");
lms.SetValue("cmi.completion_status", "nearly");
document.querySelector("#done").onclick = () => {
  lms.SetValue("cmi.completion_status", "completed"); lms.SetValue("cmi.success_status", "passed");
  lms.SetValue("cmi.score.scaled", "0.8"); lms.SetValue("cmi.progress_measure", "1");
  lms.SetValue("cmi.exit", "suspend"); lms.SetValue("adl.nav.request", "continue"); lms.Commit(""); lms.Terminate("");
};
</script><img src="missing.png" alt="">"""
FLOW = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing></organization>'
SHARED = '<imsss:mapInfo targetObjectiveID="https://example.org/first" {}SatisfiedStatus="true"/>'
WRITES = SHARED.format("write")
FIRST = f"<imsss:objectives><imsss:primaryObjective objectiveID='p'>{WRITES}</imsss:primaryObjective></imsss:objectives>"
CLOSED = f"""<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions conditionCombination="any">
<imsss:ruleCondition referencedObjective="first" operator="not" condition="satisfied"/>
<imsss:ruleCondition referencedObjective="first" operator="not" condition="objectiveStatusKnown"/></imsss:ruleConditions>
<imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules><imsss:objectives><imsss:primaryObjective/>
<imsss:objective objectiveID="first">{SHARED.format("read")}</imsss:objective></imsss:objectives>"""
IN_ORDER = (
    MANIFEST_2004.replace("<manifest ", '<manifest xmlns:imsss="http://www.imsglobal.org/xsd/imsss" ')
    .replace("The first</title>", f"The first</title><imsss:sequencing>{FIRST}</imsss:sequencing>")
    .replace("The second</title>", f"The second</title><imsss:sequencing>{CLOSED}</imsss:sequencing>")
    .replace("</organization>", FLOW)
)
CMI5 = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/c"><title><langstring lang="en">A stranger's</langstring></title>
<description><langstring lang="en">One</langstring></description></course>
<au id="https://example.org/c/au" moveOn="Passed" masteryScore="0.5" launchMethod="AnyWindow">
<title><langstring lang="en">The unit</langstring></title><description><langstring lang="en">One</langstring></description>
<url>au/index.html?skin=plain</url></au></courseStructure>"""
AU = """<!doctype html><title>unit</title><p>A unit</p><script>
const query = new URLSearchParams(location.search);
const actor = JSON.parse(query.get("actor"));
const say = async () => {
  const { "auth-token": token } = await (await fetch(query.get("fetch"), { method: "POST" })).json();
  const headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" };
  const place = new URLSearchParams({ activityId: query.get("activityId"), agent: query.get("actor"), stateId: "LMS.LaunchData" });
  place.set("registration", query.get("registration"));
  const data = await (await fetch(`${query.get("endpoint")}activities/state?${place}`, { headers })).json();
  const activities = data.contextTemplate.contextActivities;
  const category = [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }];
  const tell = (verb, result) => fetch(`${query.get("endpoint")}statements`, { method: "POST", headers, body: JSON.stringify({
    actor, verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } }, result,
    object: { id: query.get("activityId") },
    context: { ...data.contextTemplate, registration: query.get("registration"),
      contextActivities: { ...activities, category } } }) });
  await tell("initialized");
  const score = { scaled: data.masteryScore, raw: 50, min: 0, max: 100 };
  await tell("passed", { success: true, score });
  const again = await (await fetch(query.get("fetch"), { method: "POST" })).json();
  document.querySelector("p").textContent = `${query.get("skin")} ${data.moveOn} ${again["error-code"]}`;
};
say();
</script>"""


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_the_parts_of_a_scorm_package_are_listed_and_lead_to_each_other(playing):
    data = zipped({"imsmanifest.xml": MANIFEST_2004, "sco/one.html": SCO, "sco/two.html": SCO})
    play = playing(data)
    play.course.wait_for_selector("text=trueRao, Asha")
    play.see("happens", "406: the value is not of the kind that the standard allows here")
    play.see("happens", "sco/missing.png")
    assert play.page.locator("#outline button span").all_inner_texts() == ["The first", "The second"]
    play.course.click("#done")
    play.page.wait_for_selector("#outline button[value=two][aria-current]")
    play.course.wait_for_selector("text=true?page=2Rao, Asha")
    play.shows("1 of 2 parts completed")
    record = play.see("record", "Asha Rao has completed 1 of 2 parts: The first.")
    assert "Asha Rao scored 80 % in “The first”." in record
    play.page.click("#outline button[value=one]")
    play.page.wait_for_selector("#outline button[value=one][aria-current]")
    play.see("happens", "Launched with what was kept: The first")


def test_the_rules_on_the_order_of_the_parts_are_kept(playing):
    play = playing(zipped({"imsmanifest.xml": IN_ORDER, "sco/one.html": SCO, "sco/two.html": SCO}))
    play.course.wait_for_selector("text=trueRao, Asha")
    play.page.locator("#outline [value=two]", has_text="not open yet").wait_for()
    play.page.click("#outline button[value=two]")
    play.see("happens", "“The second” is not open yet")
    play.course.click("#done")
    play.page.wait_for_selector("#outline button[value=two][aria-current]")
    play.course.wait_for_selector("text=true?page=2Rao, Asha")
    play.page.locator("#outline [value=one]", has_text="passed").wait_for()
    play.leave()
    play.resume()
    play.page.wait_for_selector("#outline button[value=two][aria-current]")
    play.page.click("#outline button[value=one]")
    play.page.wait_for_selector("#outline button[value=one][aria-current]")
    play.course.wait_for_selector("text=trueRao, Asha")


def test_a_unit_of_cmi5_finds_what_the_standard_promises(playing):
    play = playing(zipped({"cmi5.xml": CMI5, "au/index.html": AU}))
    play.course.wait_for_selector("text=plain Passed 1")
    play.see("happens", "passed “https://platform.example/activities/")
    play.shows("passed")
    record = play.see("record", "Asha Rao has passed the course with 50 of 100.")
    assert "move on when the course is passed: that is so" in record
    assert "the platform has recorded that it is satisfied" in record
    play.leave()
    play.see("happens", "abandoned")
