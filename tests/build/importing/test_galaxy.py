"""Tutorials of the Galaxy Training Network become modules: their front-matter is kept, their boxes are ours."""

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
ONE = """---
layout: tutorial_hands_on
title: Files
questions:
- How?
objectives:
- Move a file
time_estimation: 1h30m
key_points:
- Files move
contributors:
- asha
---

# First

> <hands-on-title>Move it</hands-on-title>
>
> 1. Open it
>
> > <question-title></question-title>
> >
> > Which?
> >
> > > <solution-title></solution-title>
> > >
> > > The first.
> > {: .solution}
> {: .question}
{: .hands_on}

> ### {% icon tip %} Tip: Rest
> Sit down.
{: .tip}

<center><img src="../../images/a.png" /></center>

See [two]({% link tutorials/two/tutorial.md %}). {% snippet faqs/x.md %}
"""
TOPIC = {
    "tutorials/one/tutorial.md": ONE,
    "tutorials/two/tutorial.md": "---\ntitle: Two\nobjectives: [See]\nquestions: [Why]\n---\n# Two\n\nText.\n",
    "images/a.png": PNG,
}


@pytest.fixture
def topic(book):
    return book(TOPIC)


def test_front_matter_says_title_aims_time_and_authors(topic):
    assert topic.brought.reader == "galaxy"
    assert [module.meta.title for module in topic.parsed.modules] == ["Files", "Two"]
    text = topic.text("modules/one.md")
    assert "duration: 90 min\n" in text
    assert 'authors: ["asha"]' in text
    assert "Move a file" in text
    assert "callout {kind=note title=Questions}" in text


def test_boxes_lie_in_each_other_and_the_solution_behind_a_button(topic):
    text = topic.text("modules/one.md")
    assert '::::: callout {kind=tip title="Move it"}' in text
    assert ":::: callout {kind=tip title=Question}\nWhich?\n\n::: details {title=Solution}\nThe first.\n:::" in text
    assert "{:" not in text
    assert "Sit down." in text


def test_pictures_and_links_go_along_and_other_tags_are_told(topic):
    text = topic.text("modules/one.md")
    assert "![](../media/a.png)" in text
    assert "[two](two.md)" in text
    assert any("`snippet faqs/x.md`" in line for line in topic.lost)
    assert topic.brought.draft.counts == topic.brought.counts
