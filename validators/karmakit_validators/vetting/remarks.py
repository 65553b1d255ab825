"""What reviewers have asked for and nobody has answered yet: changes, and blocking remarks."""

from collections.abc import Iterable, Iterator

from karmakit_schemas.vetting import Comment
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.records import Flaw, Record


def still_open(content: Content, living: list[Record]) -> Iterator[Flaw]:
    """Yield what is still to be answered: changes that were asked for, and blocking remarks on the text as it is."""
    verdicts = {"approve", "request-changes"}
    last = {
        record.statement.predicate.reviewer.person: record for record in living if record.statement.predicate.verdict in verdicts
    }
    for record in last.values():
        predicate = record.statement.predicate
        if predicate.verdict == "request-changes":
            asked = predicate.reason or "see the remarks"
            message = f"{predicate.reviewer.person} asked for changes to {content.title}: {asked}"
            yield Flaw("VET012", record.path, message, f"Make them, and ask {predicate.reviewer.person} again")
    for record in living:
        for comment in record.statement.predicate.comments:
            if comment.blocking and not _is_resolved(comment, record, living):
                mend = f"Answer it; {record.statement.predicate.reviewer.person}, or another in that role, resolves it"
                yield Flaw("VET012", record.path, f"a blocking remark at {comment.at} is open: {comment.text}", mend)


def _is_resolved(comment: Comment, by: Record, living: Iterable[Record]) -> bool:
    """Say whether who made a remark, or another in the same role, has resolved it."""
    who = by.statement.predicate.reviewer
    later = [record.statement.predicate for record in living]
    may = [one for one in later if one.reviewer.person == who.person or one.reviewer.role == who.role]
    return any(comment.id in answer.resolves for one in may for answer in one.comments)
