"""What `--fix` promises: the same course, mended; the same keys, ids and line ends."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Edit, Finding, Fix, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.check import check
from karmakit_validators.edits import edited
from karmakit_validators.fixing import ROUNDS, mend, mendable
from karmakit_validators.identity import keeps_records
from karmakit_validators.settings import Settings

PATH = "modules/example.md"
QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
QUESTION = """
::: question {#due-date objective=register}
By when is the letter answered?

- [ ] At once
  > No.
- [x] Within thirty days
  > Yes.
- [ ] Within a year {#z}
  > No.

:::

::: question {#place objective=register}
The letter is entered in the [[register|diary]].

> [!WRONG]
> Read the page again.
:::

::: question {#days objective=register}
Within how many days? [[= 30 ± 1 days|day]]

> [!WRONG]
> Count again.
:::
"""


@pytest.fixture
def course(host_text):
    """Return the host course with text at the end of a module."""

    def make(text: str = "", *, data: bytes | None = None, language: str = "en") -> Sources:
        names = ("course.yml", PATH, "modules/look.md", "media/logo.svg", "media/thumbnail.svg")
        files = {}
        for name in names:
            try:
                files[name] = host_text(name, language).encode()
            except (KeyError, UnicodeDecodeError):
                continue
        files[PATH] = data if data is not None else files[PATH] + b"\n" + text.encode()
        return Sources("host", files)

    return make


def place(sources: Sources, text: str, path: str = PATH) -> Span:
    """Return where a text first stands in a file, as rules count."""
    lines = sources.canonical(path).decode().split("\n")
    line = next(number for number, each in enumerate(lines, 1) if text in each)
    column = lines[line - 1].index(text) + 1
    return Span(path, line, column, line, column + len(text))


def swap(old: str, new: str, *, safe: bool = True):
    """Return what looks at a course and wants a text replaced wherever it stands first."""

    def look(parsed):
        sources = parsed.sources
        if old not in sources.canonical(PATH).decode():
            return ()
        span = place(sources, old)
        fix = Fix(f"write {new}", (Edit(span, new),), safe=safe)
        return (Finding("TST001", "test", f"`{old}`", span, Severity.warning, fix=fix),)

    return look


def text_of(sources: Sources) -> str:
    return sources.files[PATH].decode()


def test_a_safe_fix_is_made_and_the_finding_is_gone(course):
    before = course("The cafe\u0301 is open.\n")
    done = mend(before, lambda parsed: check(parsed, Settings(select=("STR015",))))
    assert "The caf\u00e9 is open." in text_of(done.sources)
    assert (done.fixes, done.findings, done.left, done.settled) == (1, 1, (), True)


def test_an_unsafe_fix_is_made_only_where_it_is_asked_for(course):
    before = course("The the office is open.\n")

    def look(parsed):
        return check(parsed, Settings(select=("LNG023",)))

    kept = mend(before, look)
    assert kept.sources.files == before.files
    assert (kept.fixes, kept.findings, mendable(kept.left), mendable(kept.left, unsafe=True)) == (0, 1, 0, 1)
    assert "\nThe office is open." in text_of(mend(before, look, unsafe=True).sources)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(course, end, mark):
    text = (text_of(course()) + "\nThe \U0001f600 cafe\u0301 \u0928\u093f\u092f\u092e.\n").replace("\n", end)
    done = mend(course(data=mark + text.encode()), lambda parsed: check(parsed, Settings(select=("STR015",))))
    assert done.fixes == 1
    assert done.sources.files[PATH] == mark + text.replace("e\u0301", "\u00e9").encode()


def test_each_line_keeps_its_own_end_and_new_lines_take_that_of_their_place(course):
    base = text_of(course())
    sources = course(data=(base + "AAA\r\nBBB\rCCC\nDDD").encode())
    edits = [Edit(place(sources, "AAA"), "1\n1"), Edit(place(sources, "BBB"), "2\n2"), Edit(place(sources, "DDD"), "4\n4")]
    after = edited(sources, edits)
    assert after
    assert text_of(after) == base + "1\r\n1\r\n2\r2\rCCC\n4\n4"


def test_an_edit_may_take_away_a_line_with_its_end(course):
    base = text_of(course())
    sources = course(data=(base + "AAA\r\nBBB\r\nCCC").encode())
    span = place(sources, "BBB")
    after = edited(sources, [Edit(span._replace(end_line=span.line + 1, end_column=1), "")])
    assert after
    assert text_of(after) == base + "AAA\r\nCCC"


@pytest.mark.parametrize(
    "span",
    [
        Span(PATH, 0, 1, 1, 1),
        Span(PATH, 1, 1, 9999, 1),
        Span(PATH, 1, 1, 1, 999),
        Span(PATH, 2, 3, 2, 1),
        Span("modules/none.md", 1, 1, 1, 1),
        Span("media/picture.png", 1, 1, 1, 1),
    ],
)
def test_an_edit_for_no_place_of_a_text_is_not_made(course, span):
    sources = course()
    assert edited(sources, [Edit(span, "x")]) is None
    finding = Finding("TST001", "test", "m", span, fix=Fix("t", (Edit(span, "x"),), safe=True))
    done = mend(sources, lambda _: (finding,))
    assert (done.fixes, done.settled, done.sources.files) == (0, True, sources.files)


def test_of_fixes_that_overlap_the_first_by_place_is_made_and_the_other_looked_at_again(course):
    before = course("one two three\n")

    def look(parsed):
        first, second = swap("one two", "1 two"), swap("two three", "2 3")
        return (*first(parsed), *second(parsed))

    done = mend(before, look)
    assert text_of(done.sources).endswith("1 2 3\n")
    assert done.fixes == 2


def test_two_insertions_in_one_place_are_not_made_at_once(course):
    before = course("word\n")
    span = place(before, "word")
    there = span._replace(end_column=span.column)
    fixes = [Fix(letter, (Edit(there, letter),), safe=True) for letter in "ab"]
    seen = []

    def look(parsed):
        seen.append(text_of(parsed.sources))
        return tuple(Finding("TST001", "test", fix.title, there, fix=fix) for fix in fixes[len(seen) - 1 :])

    mend(before, look)
    assert seen[1].endswith("\naword\n")


def test_a_line_of_thousands_of_faults_is_mended_in_time(course):
    number = 5000
    before = course("x " * number + "\n")
    line = place(before, "x x x").line
    spots = [Span(PATH, line, 1 + 2 * at, line, 2 + 2 * at) for at in range(number)]

    def look(parsed):
        if "x x" not in text_of(parsed.sources):
            return ()
        return tuple(Finding("TST001", "test", "m", spot, fix=Fix("t", (Edit(spot, "y"),), safe=True)) for spot in reversed(spots))

    done = mend(before, look)
    assert done.fixes == number
    assert text_of(done.sources).endswith("y y y \n")


def test_a_fix_that_changes_nothing_is_not_made(course):
    done = mend(course("word\n"), swap("word", "word"))
    assert (done.fixes, done.settled) == (0, True)


def test_fixes_that_make_work_for_each_other_end_and_are_told(course):
    def look(parsed):
        return (*swap("ping", "pong")(parsed), *swap("pong", "ping")(parsed))

    done = mend(course("ping\n"), look)
    assert done.fixes == ROUNDS
    assert not done.settled


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[x] Within", "[ ] Within"),
        ("[ ] At once", "[x] At once"),
        ("{#z}", "{#y}"),
        (" {#z}", ""),
        ("#due-date", "#due-day"),
        ("[[register", "[[Register"),
        ("|diary]]", "]]"),
        ("= 30 ±", "= 31 ±"),
        ("± 1 days", "± 2 days"),
        ("- [ ] At once", "At once"),
        ("::: question {#days objective=register}", "::: callout"),
        ("id: register", "id: registry"),
        ("> Read the page again.\n:::", "> Read the page again.\n"),
    ],
)
def test_a_fix_that_would_change_a_key_a_code_or_an_id_is_never_made(course, old, new):
    before = course(QUESTION)
    first, *rest = old.split("\n")
    if rest:
        span = place(before, first)
        last = rest[-1]
        whole = Edit(span._replace(end_line=span.line + len(rest), end_column=len(last) + 1), new)
        finding = Finding("TST001", "test", "m", span, fix=Fix("t", (whole,), safe=True))
        done = mend(before, lambda _: (finding,))
    else:
        done = mend(before, swap(old, new))
    assert done.sources.files == before.files
    assert (done.fixes, len(done.left), done.settled) == (0, 1, True)


def test_a_refused_fix_does_not_keep_others_from_being_made(course):
    before = course(QUESTION + "\nThe the end.\n")

    def look(parsed):
        return (*swap("[[register", "[[Register")(parsed), *swap("The the", "The")(parsed), *swap("#place", "#places")(parsed))

    done = mend(before, look)
    assert text_of(done.sources) == text_of(before).replace("The the", "The")
    assert (done.fixes, len(done.left)) == (1, 2)


def test_the_words_of_a_question_may_be_mended(course):
    done = mend(course(QUESTION), swap("Within thirty days", "Within 30 days"))
    assert done.fixes == 1


def test_an_accepted_answer_in_another_form_of_unicode_is_the_same_key(course):
    before = course(QUESTION.replace("register|diary", "cafe\u0301"))
    done = mend(before, lambda parsed: check(parsed, Settings(select=("STR015",))))
    assert done.fixes == 1
    assert "[[caf\u00e9]]" in text_of(done.sources)


def closed(parsed):
    """Close a front-matter that ends in two hyphens."""
    lines = parsed.sources.canonical(PATH).decode().split("\n")
    if "--" not in lines:
        return ()
    span = Span(PATH, lines.index("--") + 1, 1, lines.index("--") + 1, 3)
    return (Finding("TST001", "test", "m", span, fix=Fix("t", (Edit(span, "---"),), safe=True)),)


def test_a_module_that_could_not_be_read_may_become_one_that_can(course):
    broken = course(data=text_of(course(QUESTION)).replace("\n---\n", "\n--\n", 1).encode())
    assert all(module.path != PATH for module in parse(broken).modules)
    done = mend(broken, closed)
    assert done.fixes == 1
    assert any(module.path == PATH for module in parse(done.sources).modules)


def test_a_course_keeps_its_records_only_if_it_can_still_be_read(course):
    sound, broken = parse(course(QUESTION)), parse(course(data=b"\xff"))
    assert keeps_records(sound, sound)
    assert not keeps_records(sound, broken)
    assert keeps_records(broken, sound)


ACCENTS = ["cafe\u0301", "o\u0308", "\u00e9", "\u0929", "\u0928\u093c", "\u0915\u094d\u0937\u0947\u0924\u094d\u0930", "\U0001f600"]
MARKS = ["*a*", "`b`", "[c](https://example.in)", "  ", "|", "> ", "- ", "1. "]
WORDS = st.sampled_from(["the the", "The the", "word", *ACCENTS, *MARKS])
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", " "])
TEXTS = st.lists(st.tuples(WORDS, ENDS), max_size=20).map(lambda parts: "".join(word + end for word, end in parts))


@QUICK
@given(text=TEXTS, mark=st.sampled_from([b"", b"\xef\xbb\xbf"]), windows=st.booleans())
@example(text="the the cafe\u0301 the the\r\n\U0001f600 o\u0308\r", mark=b"\xef\xbb\xbf", windows=True)
def test_a_mended_course_is_the_same_course_and_mending_it_again_changes_nothing(course, text, mark, windows):
    body = text_of(course(QUESTION)) + "\n"
    before = course(data=mark + (body.replace("\n", "\r\n") if windows else body).encode() + text.encode())

    def look(parsed):
        return check(parsed, Settings(select=("STR", "LNG")))

    done = mend(before, look, unsafe=True)
    assert done.settled
    assert keeps_records(parse(before), parse(done.sources))
    assert done.sources.files[PATH].startswith(mark)
    again = mend(done.sources, look, unsafe=True)
    assert (again.fixes, again.sources.files) == (0, done.sources.files)
    assert replace(again, fixes=done.fixes) == done
