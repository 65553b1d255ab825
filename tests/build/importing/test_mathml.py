"""MathML is written as LaTeX where nothing has to be guessed, and not at all elsewhere."""

import pytest

from karmakit_build.compiler.maths import mathml
from karmakit_build.importing.mathml import latex
from karmakit_build.importing.xml import root_of


def told(inner: str) -> str | None:
    """Return the LaTeX of a formula with a prefix, as QTI has it."""
    text = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{inner}</m:math>'
    return latex(root_of(text.encode(), "x.xml"))


@pytest.mark.parametrize(
    ("inner", "tex"),
    [
        ("<m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac><m:mo>×</m:mo><m:mi>x</m:mi>", r"\frac{1}{2} \times x"),  # noqa: RUF001 - the sign
        ("<m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup>", "{x}^{2}"),
        ("<m:mroot><m:mn>379</m:mn><m:mn>10</m:mn></m:mroot>", r"\sqrt[10]{379}"),
        ("<m:msqrt><m:mi>a</m:mi><m:mo>+</m:mo><m:mi>b</m:mi></m:msqrt>", r"\sqrt{a + b}"),
        ("<m:munderover><m:mo>∑</m:mo><m:mi>i</m:mi><m:mi>n</m:mi></m:munderover>", r"\sum _{i}^{n}"),
        ("<m:mfenced><m:mi>a</m:mi><m:mi>b</m:mi></m:mfenced>", "( a, b )"),
        ("<m:mi>sin</m:mi><m:mi>area</m:mi><m:mtext>if true</m:mtext>", r"\sin \mathrm{area} \text{if true}"),
        ("<m:semantics><m:mrow><m:mn>5</m:mn></m:mrow><m:annotation>five</m:annotation></m:semantics>", "5"),
    ],
)
def test_what_both_know_is_written_and_can_be_set_again(inner, tex):
    assert told(inner) == tex
    assert mathml(tex).startswith("<math")


@pytest.mark.parametrize(
    "inner",
    [
        "<m:mtable><m:mtr/></m:mtable>",
        "<m:mi>क</m:mi>",
        "<m:mo>⊢</m:mo>",
        "<m:mfrac><m:mn>1</m:mn></m:mfrac>",
        "<m:mtext>{x}$</m:mtext>",
        r"<m:mi>\input</m:mi>",
        "",
    ],
)
def test_what_would_have_to_be_guessed_is_not_written(inner):
    assert told(inner) is None
