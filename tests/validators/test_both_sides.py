"""What the pages of the rules are too short to show: further faults of each rule, and beside each what is not one."""

import pytest

QUESTION = "::: question {{#q objective=register{attrs}}}\nWhich?\n\n{answers}\n:::\n"
VIDEO = '::: video {{src=media/counter.mp4 {captions}title="At the counter" visual=spoken}}\n**Clerk:** Here.\n:::\n'
MP4 = {"media/counter.mp4": bytes.fromhex("00000018667479706d703432")}
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:03.000\nHere.\n"
FIGURE = ":::: figure {{src=media/logo.svg{attrs}}}\nA ring with a dot.\n\n::: description\nA ring.\n:::\n::::\n"


def options(number: int, right: int) -> str:
    return "".join(f"- [{'x' if n < right else ' '}] word {n} here\n  > Why {n} is so.\n" for n in range(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIGURE.format(attrs=""), ["ACC001 :::: figure {src=media/logo.svg}"]),
        (FIGURE.format(attrs=' alt="A ring with a dot"'), ["ACC002 A ring with a dot"]),
        (FIGURE.format(attrs=' alt="The mark of the course desk"'), []),
        ("![Image Of the desk](../media/logo.svg)\n", ["ACC002 Image Of the desk"]),
        ("![An imageof the desk](../media/logo.svg)\n", []),
        ("::: figure {src=media/logo.svg decorative=true}\nA mark.\n:::\n", []),
        ("See [](https://darpg.gov.in/).\n", ["ACC005 [](https://darpg.gov.in/)"]),
        ("See [![The site of DARPG](../media/logo.svg)](https://darpg.gov.in/).\n", []),
        ("| a | | c |\n|--|--|--|\n| 1 | 2 | 3 |\n", ["ACC008 | a | | c |"]),
        ("| | b | c |\n|--|--|--|\n| 1 | 2 | 3 |\n", []),
        ("| $n$ | `x` | ![N](../media/logo.svg) |\n|--|--|--|\n| 1 | 2 | 3 |\n", []),
    ],
)
def test_texts_for_those_who_do_not_see(tells, text, expected):
    assert tells(text) == expected


def test_the_opening_to_leave_out_is_named_however_it_is_spelt(checked, host_text):
    path = "modules/example.md"
    (finding,) = checked({path: host_text(path) + "\n![Image Of the desk](../media/logo.svg)\n"})
    assert finding.message == "the alternative text begins with `image of`"


@pytest.mark.parametrize(
    ("captions", "expected"),
    [
        ("counter.vtt", []),
        ("counter.en.vtt", []),
        ("counter.hi.vtt", ["ACC011 media/counter.hi.vtt"]),
        ("counter.old.vtt", []),  # a word, not a language
        ("counter.v2.vtt", []),
    ],
)
def test_captions_are_named_for_the_language_of_the_course(tells, captions, expected):
    text = VIDEO.format(captions=f"captions=media/{captions} ")
    assert tells(text, files={**MP4, f"media/{captions}": CAPTIONS}) == expected


def test_a_video_without_captions_and_one_whose_captions_are_not_there(tells):
    (line,) = tells(VIDEO.format(captions=""), files=MP4)
    assert line.startswith("ACC011 ::: video")
    assert tells(VIDEO.format(captions="captions=media/no.vtt "), files=MP4) == ["MED001 media/no.vtt"]


def test_a_missing_file_is_named_as_the_author_meant_it(checked, host_text):
    path = "modules/example.md"
    (finding,) = checked({path: host_text(path) + "\n![The desk](media/desk.png)\n"})
    assert finding.message == "there is no file `media/desk.png`"


@pytest.mark.parametrize(("tag", "mend"), [("en-UK", "Write en-GB or en-IN"), ("hi-eng", "Write hi, or hi-IN")])
def test_a_region_that_is_none_is_answered_with_one_of_that_language(checked, host_text, tag, mend):
    (finding,) = checked({"course.yml": f"{host_text('course.yml')}translations: {{{tag}: other}}\n"})
    assert finding.help == mend


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("../../pictures/desk.png", "Put the file into the course's media/ and name it there"),
        ("../../logo.svg", "Write `media/logo.svg`"),
        ("/media/logo.svg", "Write `media/logo.svg`"),
    ],
)
def test_a_file_outside_of_the_course_is_told_as_such(checked, host_text, address, mend):
    path = "modules/example.md"
    (finding,) = checked({path: host_text(path) + f"\n![The desk]({address})\n"})
    assert (finding.message, finding.help) == (f"`{address}` leads out of the course's folder", mend)


@pytest.mark.parametrize(
    ("answers", "attrs", "expected"),
    [
        (options(6, 1), "", ["ITM003 #q"]),
        (options(5, 1), "", []),
        (options(9, 2), "", ["ITM003 #q"]),
        (options(8, 2), "", []),
        ("1. Stamp\n2. stamp.\n3. Send\n\n> [!WRONG]\n> Look again.\n", " type=ordering", ["ITM004 stamp."]),
        (
            "| Act | Time |\n|--|--|\n| Letter | 30 days |\n| letter. | ३० days |\n| Note | 5 |\n\n> [!WRONG]\n> Look again.\n",
            "",
            ["ITM004 letter.", "ITM004 ३० days", "LNG015 ३०"],
        ),
        ("It takes [[= 3.14159]] days.\n\n> [!WRONG]\n> Look again.\n", "", ["ITM035 [[= 3.14159]]"]),
        ("It takes [[= 30 ± 30]] days.\n\n> [!WRONG]\n> Look again.\n", "", ["ITM035 [[= 30 ± 30]]"]),
        ("It takes [[= 30 ± 1]] days.\n\n> [!WRONG]\n> Look again.\n", "", []),
        ("It takes [[= 30 ± 1]] days.\n", "", ["ITM027 #q"]),
        ("It lies on the [[ ]].\n", "", ["ITM041 [[ ]]"]),
    ],
)
def test_the_answers_of_a_question(tells, answers, attrs, expected):
    assert tells(QUESTION.format(attrs=attrs, answers=answers)) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"course": "assessment: {pass_mark: 0}\n"}, ["ITM030 0"]),
        ({"course": "assessment: {pass_mark: 70, draw: 2}\n"}, ["ITM029 Final test"]),
        ({"course": "assessment: {pass_mark: 70, draw: 2, attempts: 1}\n"}, []),
        ({"front": "final: true\n"}, ["ITM042 true"]),
        ({"course": "title: TODO\n"}, ["LNG029 TODO", "MET017 TODO"]),
        ({"course": "title: A\n"}, ["MET001 A"]),
        ({"course": "title: Tax\n"}, ["MET017 Tax"]),
        ({"course": "title: Income tax\n"}, []),
        ({"course": "translations: {en-UK: other}\n"}, ["MET011 other"]),
        ({"course": "translations: {hi-eng: other}\n"}, ["MET011 other"]),
        ({"course": "translations: {pa-IN: other}\n"}, ["MET011 other"]),
        ({"course": "translations: {ks-Arab: other, en-GB: third}\n"}, []),
        ({"front": 'sources: [{title: The Act, date: "2005-02-30"}]\n'}, ['MET018 "2005-02-30"']),
        ({"front": 'sources: [{title: The Act, date: "0000"}]\n'}, ['MET018 "0000"']),
        ({"front": 'sources: [{title: The Act, date: "२००५"}]\n'}, ['MET018 "२००५"']),
        ({"front": 'sources: [{title: The Act, date: "2005-06"}, {title: The Rules, date: "2012"}]\n'}, []),
    ],
)
def test_what_stands_in_course_yml_and_in_front_matter(tells, keys, expected):
    assert tells(**keys) == expected


@pytest.mark.parametrize(
    ("level", "expected"), [("", ["MET006 RTI Responsiveness"]), (", level: 5", ["MET006 5"]), (", level: Tactical", [])]
)
def test_a_competency_has_a_level_of_the_framework(tells, level, expected):
    front = f"competencies:\n  - {{area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness{level}}}\n"
    assert tells(front=front) == expected


def test_a_competency_that_no_objective_serves_is_told_with_the_way_to_serve_it(checked, host_text):
    text = host_text("modules/example.md")
    more = "  - area: Behavioural\n    theme: Self Awareness\n    subtheme: Emotional Regulation\n    level: 1\n---\n\nThe reg"
    text = text.replace("in the register\ncomp", "in the register\n    serves: [RTI Responsiveness]\ncomp")
    found = [f for f in checked({"modules/example.md": text.replace("---\n\nThe reg", more)}) if f.code == "MET008"]
    assert [f.help for f in found] == ["Let an objective say serves: [Emotional Regulation], and ask about it"]


def test_a_test_that_asks_in_two_ways_may_be_long(tells, host_text):
    lines = [f"- [x] Letter {n}\n- [ ] Nothing\n- [ ] A stamp\n" for n in range(5)]
    asked = [
        f"::: question {{#f{n} objective=register}}\nWhat is written in line {n} of it?\n\n{line}\n:::\n"
        for n, line in enumerate(lines)
    ]
    typed = "::: question {#typed objective=register}\nThe register lies on the [[counter]].\n:::\n"
    final = host_text("modules/final.md").replace("duration: 2 min", "duration: 4 min")
    assert tells(files={"modules/final.md": "\n".join((final, *asked, typed))}) == []


def test_a_second_final_test_points_to_the_first(checked, host_text):
    second = host_text("modules/final.md").replace("final-", "second-").replace("duration: 2 min", "duration: 3 min")
    units = host_text("course.yml").replace("more, final]", "more, second, final]")
    found = checked({"modules/second.md": second, "course.yml": units})
    (finding,) = [one for one in found if one.code != "ITM032"]  # that the second test asks the same is a fault of its own
    assert (finding.code, finding.span.path, finding.related[0].path) == ("ITM042", "modules/final.md", "modules/second.md")


def test_a_test_asks_something_and_each_question_names_its_objective(tells, host_text):
    final = host_text("modules/final.md")
    assert tells(files={"modules/final.md": final.replace(" objective=receive", "")}) == ["OBJ010 #final-1"]
    assert "OBJ016 Final test" in tells(files={"modules/final.md": final.split("::: question")[0]})


def test_an_option_that_all_the_others_are_is_one_finding_in_a_test_that_shuffles(tells, host_text):
    final = host_text("modules/final.md").replace("The price of the stamp", "All of the above")
    assert tells(files={"modules/final.md": final}) == ["ITM005 All of the above"]


def requiring(text: str, names: str) -> str:
    return text.replace("kind:", f"requires: [{names}]\nkind:", 1)


def test_requirements_that_can_never_be_met(tells, host_text):
    more = host_text("modules/more.md")
    assert tells(front="requires: [example]\n") == ["STR022 example"]
    both = tells(front="requires: [more]\n", files={"modules/more.md": requiring(more, "example")})
    assert sorted(both) == ["STR022 example", "STR022 more"]
    assert tells(front="requires: [more]\n", course="order: in-order\n") == ["STR022 more"]


def test_requirements_that_can_be_met(tells, host_text):
    diamond = {"modules/more.md": requiring(host_text("modules/more.md"), "example, look")}
    assert tells(front="requires: [weigh, look]\n", files=diamond) == []
    assert tells(front="requires: [more]\n") == []
    assert tells(front="requires: [look]\n", course="order: in-order\n") == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("media/aux.svg", ["STR017 media/aux.svg"]),
        ("media/con/ring.svg", ["STR017 media/con/ring.svg"]),
        ("media/com1.tar.svg", ["STR017 media/com1.tar.svg"]),
        ("media/rings./ring.svg", ["STR017 media/rings./ring.svg"]),
        (f"media/{'a' * 180}.svg", [f"STR017 media/{'a' * 180}.svg"]),
        ("media/console.svg", []),
        ("media/aux-1/ring.v2.svg", []),
    ],
)
def test_names_that_some_system_refuses(tells, path, expected, host_text):
    assert tells(f"![A ring](../{path})\n", files={path: host_text("media/logo.svg") + "\n"}) == expected


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("media/Plan.svg", "capital letters"),
        ("media/L Plan.svg", "capital letters and spaces"),
        ("media/A plan (new), é.svg", "capital letters, spaces, `(`, `)`, `,` and `é`"),
        ("media/योजना.svg", "`य`, `ो`, `ज`, `न` and `ा`"),
        ("media/!#$%&'.svg", "`!`, `#`, `$`, `%`, `&` and others"),
        ("media/a\u200bb.svg", "U+200B"),
    ],
)
def test_what_is_wrong_with_a_name_is_said_in_words(checked, path, said, host_text):
    (finding,) = [f for f in checked({path: host_text("media/logo.svg")}) if f.code == "STR017"]
    assert finding.message == f"the name `{path}` holds {said}"


def test_two_names_that_differ_by_capitals_are_one_file_on_many_systems(tells, host_text):
    found = tells("![A ring](../media/Logo.svg)\n", files={"media/Logo.svg": host_text("media/logo.svg") + "\n"})
    assert found == ["STR017 media/Logo.svg", "STR017 media/logo.svg"]


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("CC BY-NC 4.0", True),
        ("CC BY-NonCommercial 4.0", True),
        ("cc-by-nc-sa-4.0", True),
        ("All rights reserved", True),
        ("© The Ministry", True),
        ("Unknown", True),
        ("CC-BY-SA-4.0", False),
        ("CC0-1.0", False),
        ("GODL-India", False),
        ("NCSA", False),
    ],
)
def test_licences_of_works_in_a_course_under_cc_by(tells, licence, told):
    credit = f'credits: [{{file: media/logo.svg, title: T, author: A, source: "https://darpg.gov.in/", licence: {licence}}}]\n'
    assert tells(course=credit) == ([f"LIC003 {licence}"] if told else [])


def test_a_work_for_no_profit_may_stand_in_a_course_for_no_profit(tells):
    credit = 'credits: [{file: media/logo.svg, title: T, author: A, source: "https://darpg.gov.in/", licence: CC BY-NC 4.0}]\n'
    assert [line for line in tells(course=f"licence: CC-BY-NC-4.0\n{credit}") if line.startswith("LIC003")] == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://10.1.2.3/x", ["LNK006"]),
        ("https://[::1]/", ["LNK006"]),
        ("https://eoffice/inbox", ["LNK006"]),
        ("https://portal.nic.local/", ["LNK006"]),
        ("https://docs.google.com/d/1", ["LNK006"]),
        ("https://office-my.sharepoint.com/p", ["LNK006"]),
        ("https://8.8.8.8/", []),
        ("https://local.gov.in/", []),
        ("mailto:desk@example.gov.in", []),
        ("https://bit.ly/x", ["LNK007"]),
        ("https://a.gov.in/?id=5&fbclid=2", ["LNK007"]),
        ("https://a.gov.in/?utm=43&glide=1", []),
        ("", ["LNK001"]),
    ],
)
def test_where_a_link_leads(tells, href, expected):
    assert [line[:6] for line in tells(f"See the [list of officers]({href}).\n")] == expected


def test_a_link_to_a_module_of_no_unit(tells, host_text):
    other = host_text("modules/look.md").replace("receive-1", "other-1")
    found = tells("See the [list of officers](other.md).\n", files={"modules/other.md": other})
    assert found == ["LNK001 other.md", "STR020 modules/other.md", "ITM032 #other-1"]


def test_a_reference_without_its_link_and_brackets_that_are_meant(tells):
    assert tells("See the [list][officers] at last.\n") == ["LNK010 [list][officers]"]
    assert tells("The cell \\[i\\]\\[j\\], `a[i][j]`, and [x] [y] are brackets.\n") == []


@pytest.mark.parametrize(
    ("captions", "expected"),
    [
        ("WEBVTT\n00:03.000 --> 00:04.000\nTwo.\n", ["MED008 00:03.000 --> 00:04.000"]),
        ("WEBVTT\n\n00:03.000 --> 00:04.000 colour:red\nTwo.\n", ["MED008 00:03.000 --> 00:04.000 colour:red"]),
        ("WEBVTT\n\n00:03.000-->00:04.000\nTwo.\n", ["MED008 00:03.000-->00:04.000"]),
        ("WEBVTT\n\n00:03,000 --> 00:04,000\nTwo.\n", ["MED008 00:03,000 --> 00:04,000"]),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:06.000\nTwo.\n", ["MED008 00:03.000 --> 00:04.000"]),
        ("WEBVTT\n\n00:03.000 --> 00:04.000\nTwo.\n\n00:05.000 --> 00:06.000", ["MED008 00:05.000 --> 00:06.000"]),
        ("WEBVTT\n\n00:05.000 --> 00:07.000\nA.\n\n00:03.000 --> 00:04.000\nB.\n", ["MED009 00:03.000 --> 00:04.000"]),
        ("WEBVTT\n\n00:03.000 --> 00:09.000\nA.\nB.\nC.\n", ["MED010 00:03.000 --> 00:09.000"]),
        ("WEBVTT\n\n00:10.000 --> 00:11.000\nFar too much to read\nin only one second.\n", ["MED010 00:10.000 --> 00:11.000"]),
        ("WEBVTT\n\n00:03.000 --> 00:09.000\n<i>A &amp; B &amp; C &amp; D &amp; E</i> are the offices named\n", []),
        ("\ufeffWEBVTT - the talk\r\n\r\n00:03.000 --> 00:04.000\r\nTwo.\r\n", []),
        ("WEBVTT\n\n100:00:03.000 --> 100:00:04.000\nTwo.\n", []),
        ("WEBVTT\n\n00:03.000 --> 00:07.000\nA.\n\n00:03.000 --> 00:07.000 line:0\nAt the same time.\n", []),
        (
            "WEBVTT\nKind: captions\n\nNOTE mine\n\nSTYLE\n::cue{}\n\n1\n00:03.000 --> 00:07.000 align:start\n<v Clerk>Here</v>\n",
            [],
        ),
    ],
)
def test_caption_files(tells, captions, expected):
    assert tells("The [captions of the talk](../media/talk.vtt).\n", files={"media/talk.vtt": captions}) == expected


def test_raw_html_and_addresses_that_run(tells):
    assert tells('H<sub class="x">2</sub>O.\n') == ['STR024 <sub class="x">']
    assert tells('H<sub lang="en">2</sub>O.\n') == []
    assert tells("See [the list](javascript:go) of it.\n") == ["SEC007 javascript:go"]
    assert tells("The word javascript: stands in \\[these brackets\\](javascript:go) as it is.\n") == []


def test_web_pages_among_the_media(tells):
    assert "SEC010 media/x.html" in tells("The [page of rules](../media/x.html).\n", files={"media/x.html": "<p>"})
    assert "SEC010 media/y.png" in tells("![A desk](../media/y.png)\n", files={"media/y.png": "<!doctype html><html>"})


def test_programs_among_the_media_are_one_finding(tells):
    assert tells("The [script](../media/run.txt).\n", files={"media/run.txt": "#!/bin/sh\n"}) == ["SEC010 media/run.txt"]
    assert tells("The [script](../media/run.py).\n", files={"media/run.py": "print()\n"}) == ["SEC010 media/run.py"]


def test_the_id_of_a_term_is_ascii(tells):
    assert "STR014 #पंजी" in tells(files={"glossary.md": "Register {#पंजी}\n: The book.\n"})


def test_requirements_that_meet_again_are_no_circle(tells, host_text):
    files = {
        "modules/more.md": requiring(host_text("modules/more.md"), "weigh, look"),
        "modules/weigh.md": requiring(host_text("modules/weigh.md"), "look"),
    }
    assert tells(front="requires: [more]\n", files=files) == []


@pytest.mark.parametrize("href", ["file:///home/meena/list.pdf", "C:/Users/list.pdf"])
def test_a_link_to_the_own_computer_is_told(tells, href):
    assert "LNK006" in [line[:6] for line in tells(f"See the [list of officers]({href}).\n")]


def test_a_course_without_a_test_is_told(tells, host_text):
    units = host_text("course.yml").replace("more, final]", "more]")
    found = tells(files={"course.yml": units})
    assert "OBJ016 - id: first-day" in found


def test_dashes_are_not_counted_as_words(tells):
    assert tells(f"The desk {' — '.join('abcdefghijklmnopqrst')}.\n") == []


def test_a_sentence_may_begin_with_a_mark(tells):
    assert tells(". The register lies here.\n\n… and there.\n") == []


@pytest.mark.parametrize("language", ["bn", "ta", "sat-Olck"])
def test_a_course_in_a_language_without_word_lists_is_checked_by_the_other_rules(tells, language):
    found = tells("See [](https://darpg.gov.in/). TODO\n", course=f"language: {language}\n")
    assert "ACC005 [](https://darpg.gov.in/)" in found
    assert "LNG029 TODO" in found


def test_a_term_across_two_lines_and_a_value_with_escapes_have_their_places(tells):
    assert tells("The chairman of the\nboard and `code` TODO.\n") == ["LNG018 chairman", "LNG029 TODO"]
    assert tells(course='subtitle: "A \\u0054ODO here"\n') == ['LNG029 "A \\u0054ODO here"']


def test_a_competency_whose_objective_is_not_asked_about_names_that_objective(checked, host_text):
    text = host_text("modules/example.md")
    text = text.replace("objective=register}", "objective=other}").replace(
        "objectives:\n", "objectives:\n  - {id: other, text: Name the desk, serves: [X]}\n"
    )
    other = text.replace("subtheme: RTI Responsiveness", "subtheme: Emotional Regulation")
    final = host_text("modules/final.md").replace("objective=register", "objective=receive")
    found = checked({"modules/example.md": other, "modules/final.md": final})
    assert [f.help for f in found if f.code == "MET008"] == ["Write a question with objective=register"]
