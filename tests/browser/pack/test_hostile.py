"""A course that would act in a reviewer's browser is shown, and does nothing."""

import shutil
from pathlib import Path

import pytest

from karmakit_build.cli import main

pytestmark = pytest.mark.browser
HOST = Path(__file__).parents[2] / "validators" / "host"
CLOSED = "</script></style></template></textarea></title>"
ACT = f"{CLOSED}<img src=x onerror=parent.hacked=window.hacked=top.hacked=1><script>hacked=1</script>"
BODY = f"""
{ACT}

[a](javascript:hacked=1) [b](data:text/html,<script>hacked=1</script>) <a href="javascript:hacked=1">c</a> <svg onload=hacked=1>

![{ACT.replace("]", "")}](../media/logo.svg)

::: question {{#bad objective=register}}
{ACT} Which?

- [x] {ACT}
  > {ACT} {{{{7*7}}}} ${{7*7}}
- [ ] <iframe srcdoc="<script>top.hacked=1</script>">

:::
"""


TRY = """async () => {
  for (const d of [document, document.querySelector("#part-example iframe").contentDocument]) {
    const script = d.createElement("script");
    script.textContent = "top.hacked = 1";
    d.body.append(script);
    const image = d.createElement("img");
    image.setAttribute("onerror", "top.hacked = 1");
    const failed = new Promise((resolve) => image.addEventListener("error", resolve));
    image.src = "data:,";
    d.body.append(image);
    await failed;
  }
}"""
"""What a script in the page or in a frame would look like, and a picture that fails: after its error all has run that could."""


@pytest.fixture
def hostile(tmp_path):
    course = tmp_path / "host"
    shutil.copytree(HOST, course)
    module = course / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + BODY, encoding="utf-8")
    file = course / "course.yml"
    text = file.read_text(encoding="utf-8").replace("title: Receiving a letter", f"title: '{ACT}'")
    file.write_text(text.replace("title: The first day", f"title: '{ACT}'"), encoding="utf-8")
    (course / "glossary.md").write_text(f"Term {ACT} {{#bad-term}}\n: {ACT}\n", encoding="utf-8")
    pack = tmp_path / "pack.html"
    assert main(["review", str(course), "--format", "html", "--output", str(pack), "--no-bundle"]) == 0
    return pack


def test_nothing_of_a_course_becomes_script(hostile, browser):
    context = browser.new_context()
    asked, refused = [], []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.goto(hostile.as_uri())
    for view in page.locator(".view").all():
        page.evaluate("id => { location.hash = id }", view.get_attribute("id"))
        view.wait_for(state="visible")
    page.evaluate("location.hash = 'part-example'")
    page.frame_locator("#part-example iframe").locator("#q-bad").wait_for()
    assert "<script>hacked=1</script>" in page.frame_locator("#part-example iframe").locator("#q-bad").inner_text()
    assert page.evaluate("window.hacked") is None
    assert all(frame.evaluate("window.hacked") is None for frame in page.frames)
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [hostile.as_uri()]
    assert refused == [], "the policy had to refuse something: it got into the page"
    context.close()


def test_in_a_frame_and_in_the_page_the_policy_lets_no_other_script_run(hostile, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(hostile.as_uri())
    page.evaluate("location.hash = 'part-example'")
    page.frame_locator("#part-example iframe").locator("#q-bad").wait_for()
    page.evaluate(TRY)
    assert page.evaluate("window.hacked") is None
    context.close()
