"""A picture with a caption becomes a figure, whoever wrote it; nothing of a caption is lost where it cannot."""

import pytest
from office_files import docx, drawn, paragraph, png

from karmakit_build.importing.figures import captioned, figure_of, with_caption
from karmakit_build.importing.from_html import markdown_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
 <w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
 <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>"""


def shown(source: str) -> str:
    text, lost = markdown_of(source, "a.html", "", lambda *_: "../media/a.png")
    assert not lost
    return text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            '<figure><img src="a.png" alt="A &quot;desk&quot; [x]"><figcaption>The <b>desk</b></figcaption></figure>',
            "::: figure {src=media/a.png alt=\"A 'desk' [x]\"}\nThe **desk**\n:::",
        ),
        (
            """<figure><figcaption><ul><li>One</li></ul></figcaption><img src="a.png" longdesc="#d">
            <p id="d">Left a stamp.</p></figure>""",
            ":::: figure {src=media/a.png}\n- One\n\n::: description\nLeft a stamp.\n:::\n\n::::",
        ),
        (
            '<figure><img src="a.png"><img src="b.png"><figcaption>Two</figcaption></figure>',
            "![](../media/a.png)![](../media/a.png)\n\nTwo",
        ),
        ("<figure><table><tr><td>1</td></tr></table><figcaption>A table</figcaption></figure>", "| 1 |\n|---|\n\nA table"),
    ],
)
def test_a_figure_of_html_keeps_picture_caption_and_description(source, text):
    assert shown(source) == text


def test_what_is_no_picture_alone_is_no_figure():
    assert captioned("![a](../media/a.png) and more", "A caption") is None
    assert captioned("![a](../media/a.png)", " ") is None
    assert captioned("![](../media/a.png){.decorative}", "So") == "::: figure {src=media/a.png decorative=true}\nSo\n:::"


def test_the_caption_right_below_a_picture_in_word_goes_with_it(course):
    body = (
        paragraph("Why", "Heading1") + paragraph("", inner=drawn("p", "A desk")) + paragraph("Figure 1: The desk", "Beschriftung")
    )
    body += paragraph("Table 1: Limits", "Beschriftung")
    done = course("act.docx", docx(body, {"p": ("image", "media/a.png")}, {"word/media/a.png": png(), "word/styles.xml": STYLES}))
    text = done.text("modules/why.md")
    assert '::: figure {src=media/a.png alt="A desk"}\nFigure 1: The desk\n:::\n\nTable 1: Limits\n' in text
    assert done.brought.counts == done.brought.draft.counts
    assert done.lost == []


def test_a_slide_of_a_picture_with_a_caption_is_a_figure():
    def placed(sign: str) -> str:
        return signs.get(sign, sign)

    signs = {"1": "![A desk](../media/a.png)", "2": "**A chart**"}
    source = "<p>The desk</p><p>1</p>"
    text, _ = markdown_of(
        with_caption(source, placed),
        "a.pptx",
        "slide 1",
        lambda *_: None,
        own=lambda element, inner: figure_of(element, inner, placed) if element.tag == "figure" else None,
    )
    assert text == '::: figure {src=media/a.png alt="A desk"}\nThe desk\n:::'
    for other in ("<p>1</p>", "<p>1</p><p>1</p><p>x</p>", "<p>1</p><ul><li>x</li></ul>", "<p>2</p><p>x</p>", ""):
        assert with_caption(other, placed) == other


def test_a_lesson_says_alternative_text_in_braces_and_the_caption_in_brackets(course, book):
    episode = "---\ntitle: One\nteaching: 5\nexercises: 5\n---\n\n"
    episode += "![The desk](fig/a.png){alt='A \"desk\" with a_b and *c*' .big width='50%'}\n\n"
    episode += "See ![](fig/a.png){alt='small'} and ![](fig/a.png){no attributes} here.\n"
    done = book({"config.yaml": "title: T\n", "episodes/one.md": episode, "episodes/fig/a.png": PNG})
    text = done.text("modules/one.md")
    assert "::: figure {src=media/a.png alt=\"A 'desk' with a_b and c\"}\nThe desk\n:::" in text
    assert "See ![small](../media/a.png) and ![](../media/a.png)\\{no attributes} here." in text


def test_the_title_of_a_picture_is_its_caption_in_a_tutorial(book):
    page = "---\ntitle: One\nquestions:\n- Why?\ntime_estimation: 10M\n---\n\n"
    page += '![A desk](a.png "Where it begins")\n\n![Same](a.png "same")\n'
    done = book({"tutorial.md": page, "a.png": PNG})
    (name,) = (path for path in done.brought.files if path.startswith("modules/"))
    assert '::: figure {src=media/a.png alt="A desk"}\nWhere it begins\n:::\n\n![Same](../media/a.png)\n' in done.text(name)
