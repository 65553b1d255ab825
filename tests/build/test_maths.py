"""Formulas as MathML."""

import pytest

from karmakit_build.compiler.maths import mathml


def test_a_formula_becomes_mathml():
    assert mathml("a^2").startswith('<math display="inline">')
    assert "<msup><mi>a</mi><mn>2</mn></msup>" in mathml("a^2")
    assert mathml("a", block=True).startswith('<math display="block">')


@pytest.mark.parametrize("tex", [r"\frac{", "}", r"\begin{matrix}", r"\left(", "^", "_"])
def test_a_faulty_formula_is_shown_as_its_source_or_as_far_as_it_goes(tex):
    assert mathml(tex).startswith(("<code", "<math"))


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{y}{x}",
        r"\unicode{x3c}script",
        r"<img src=x>",
        "&lt;script&gt;",
        r"\text{&lt;b&gt;}",
    ],
)
def test_a_formula_cannot_smuggle_markup(tex):
    html = mathml(tex)
    for bad in ("<script", "<img", "<b>", "href", 'javascript:alert(1)"', "style=", 'class="y'):
        assert bad not in html


def test_a_deeply_nested_formula_is_no_crash():
    assert mathml("{" * 5000 + "x" + "}" * 5000)
