"""Competencies are resolved as the platform spells them, and a slip of the pen is told."""

from pathlib import Path

import pytest
import yaml

from karmakit_schemas.frameworks import Status, framework

KCM = framework("kcm")


def test_the_pack_has_the_platform_s_counts() -> None:
    counts = {area: (len(themes), sum(map(len, themes.values()))) for area, themes in KCM.areas.items()}
    assert counts == {"Behavioural": (13, 41), "Functional": (22, 73), "Domain": (173, 181)}


@pytest.mark.parametrize(
    ("area", "theme", "subtheme"),
    [
        ("Functional", "Handling RTI Matters", "RTI Responsiveness"),
        ("Behavioural", "Communication", "Verbal & Non-Verbal Fluency"),
        ("Functional", "Digital Fluency", "Digital Tools ( MS office, Excel, PPT & AI tools) & Platforms"),
        ("Functional", "Policy Architecture", "Policy design/ amendment"),
        ("Functional", "Data Analytics", "Data Management"),
        ("Domain", "Data Analytics", "Data Management"),
        ("Domain", "Data Management", "Data Management"),
        ("Domain", "Environment, Sustainability and Governance", "Environment, Sustainability and Governance"),
    ],
)
def test_known_competencies_are_found_in_their_area_alone(area: str, theme: str, subtheme: str) -> None:
    assert KCM.resolve(area, theme, subtheme).status is Status.found


CASES = {
    ("Functionl", "Data Analytics", "Data Management"): (Status.unknown_area, ("Functional",), "Did you mean `Functional`?"),
    ("Magic", "Data Analytics", "x"): (Status.unknown_area, (), "Use one of Behavioural, Functional, Domain"),
    ("Functional", "handling rti matters", "RTI Responsiveness"): (
        Status.unknown_theme,
        ("Handling RTI Matters",),
        "Write it as the platform spells it: `Handling RTI Matters`",
    ),
    ("Behavioural", "Office Management", "E-Office"): (
        Status.unknown_theme,
        ("Office Management",),
        "The theme `Office Management` belongs to the area Functional",
    ),
    ("Behavioural", "Data Analytics", "Data Management"): (
        Status.unknown_theme,
        ("Data Analytics",),
        "The theme `Data Analytics` belongs to the area Functional or Domain",
    ),
    ("Functional", "RTI", "RTI Responsiveness"): (
        Status.unknown_theme,
        ("Handling RTI Matters",),
        "The sub-theme `RTI Responsiveness` belongs to the theme `Handling RTI Matters`",
    ),
    ("Functional", "Zzzz", "Zzzz"): (Status.unknown_theme, (), ""),
    ("Functional", "Office Management", "E-office"): (
        Status.unknown_subtheme,
        ("E-Office",),
        "Write it as the platform spells it: `E-Office`",
    ),
    ("Functional", "Office Management", "Conduct Rules"): (
        Status.unknown_subtheme,
        ("Conduct Rules",),
        "The sub-theme `Conduct Rules` belongs to the theme `Vigilance Administration`",
    ),
    ("Functional", "Cabinet note preparation", "Writing"): (
        Status.unknown_subtheme,
        (),
        "Use one of Rules of business (AoB/ToB), Cabinet note writing",
    ),
    ("Domain", "Railway signalling", "Railway signalling"): (Status.domain_unknown, (), ""),
    ("Domain", "Budgetting", "Budgetting"): (Status.domain_unknown, ("Budgeting",), "Did you mean `Budgeting`?"),
}


@pytest.mark.parametrize(("competency", "wanted"), CASES.items())
def test_an_unknown_competency_says_what_may_be_meant(
    competency: tuple[str, str, str], wanted: tuple[Status, tuple[str, ...], str]
) -> None:
    found = KCM.resolve(*competency)
    assert (found.status, found.suggestions[:1], found.mend) == wanted


def test_levels_go_by_number_or_name() -> None:
    assert [level.name for level in KCM.levels] == ["Operational", "Tactical", "Strategic"]
    for value in (2, "2", "Tactical", " tactical "):
        found = KCM.level(value)
        assert found
        assert (found.number, found.name) == (2, "Tactical")
    assert KCM.level(4) is None
    assert KCM.level("Ustad") is None
    assert KCM.level(value=True) is None


def test_frac_has_five_levels_and_the_same_competencies() -> None:
    frac = framework("frac")
    assert [level.name for level in frac.levels] == ["Basic", "Proficient", "Advanced", "Expert", "Ustad"]
    assert frac.areas == KCM.areas


def test_a_framework_is_read_once() -> None:
    assert framework("kcm") is KCM


def test_every_list_names_its_source(root: Path) -> None:
    for path in (root / "schemas/karmakit_schemas/frameworks").glob("*.yml"):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        for part in (*pack.get("areas", ()), *([pack["levels"]] if "levels" in pack else ())):
            assert part["sources"], path.name


def test_the_packs_hold_what_the_collected_facts_say(shared: Path) -> None:
    facts = yaml.safe_load((shared / "frameworks/karmayogi-competency-model.yml").read_text(encoding="utf-8"))
    for area in facts["areas"]:
        wanted = {theme["name"]: tuple(sub["name"] for sub in theme["sub_themes"]) for theme in area["themes"]}
        assert dict(KCM.areas[area["area"]]) == wanted
    domain = yaml.safe_load((shared / "frameworks/igot-domain-themes.yml").read_text(encoding="utf-8"))
    assert dict(KCM.areas["Domain"]) == {t["name"]: tuple(t.get("sub_themes", [t["name"]])) for t in domain["themes"]}
