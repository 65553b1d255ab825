"""Say how a test is taken, in the words that the player shows a learner before it starts."""

from karmakit_build.compiler.data import test_data
from karmakit_build.compiler.markup import escape, tag
from karmakit_schemas.course import Module
from karmakit_schemas.languages import Language


def taking(module: Module, language: Language) -> str:
    """Return how many questions are drawn, the time, the pass mark and the attempts; nothing for a module that is no test."""
    test = test_data(module)
    if test is None:
        return ""
    words = language.for_player
    attempts = words["attempts-unlimited"] if not test["attempts"] else words["attempts-count"]
    questions = str(test["draw"]) if test["draw"] == len(module.questions) else f"{test['draw']} / {len(module.questions)}"
    facts = (
        ("fact-questions", questions),
        ("fact-time", language.say("min", n=test["timeLimit"]) if test["timeLimit"] else words["no-limit"]),
        ("fact-pass", words["percent"].replace("{n}", f"{test['passMark']:g}")),
        ("fact-attempts", attempts.replace("{n}", "0").replace("{used}", "0").replace("{left}", str(test["attempts"]))),
    )
    rows = "".join(f"<div><dt>{escape(words[key])}</dt><dd>{escape(text)}</dd></div>" for key, text in facts)
    rule = words["rule-score-final" if test["final"] else "rule-score-other"]
    return tag("dl", rows, class_="test-facts") + tag("p", escape(rule))
