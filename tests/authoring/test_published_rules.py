"""The pages of the rules are published with the guide: each with its facts, and its examples as the site's Markdown knows them."""

import importlib.util
import re
from types import SimpleNamespace

import pytest

from karmakit_validators.catalogue import by_code, discover


@pytest.fixture(scope="module")
def hook(root):
    pytest.importorskip("mkdocs")
    spec = importlib.util.spec_from_file_location("rule_pages", root / "authoring" / "publishing" / "rule_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_is_added_to_the_site_under_its_code(hook):
    config = SimpleNamespace(
        docs_dir="docs", site_dir="site", use_directory_urls=False, plugins=SimpleNamespace(_current_plugin="x")
    )
    names = [file.src_uri for file in hook.on_files([], config)]
    assert names == [f"rules/{entry.code}.md" for entry in discover()]


def test_a_page_tells_its_facts_and_leads_back_to_the_list(hook):
    lines = hook.published(by_code()["ACC001"]).splitlines()
    assert lines[0] == "# ACC001 image-alt-missing"
    assert lines[2] == "*error, gate; layer: file* · [All rules](../rules.md)"


def test_no_fence_keeps_an_attribute_that_the_site_would_stumble_over(hook):
    for entry in discover():
        text = hook.published(entry)
        assert not re.search(r"^`{3,}\w+[^\S\n]+\S", text, re.MULTILINE), entry.code


def test_what_messages_quote_is_read_and_not_set(hook):
    assert r"Write !\[what it shows\](…)" in hook.published(by_code()["ACC001"]).replace(r"\!", "!")


def test_links_to_pages_in_the_repository_lead_to_the_published_ones(hook):
    link = "[ITM005](../../validators/karmakit_validators/rules/items/itm005_all_of_the_above.md)"
    assert hook.on_page_markdown(link, None, None, None) == "[ITM005](rules/ITM005.md)"
    assert hook.on_page_markdown("[x](format.md)", None, None, None) == "[x](format.md)"
