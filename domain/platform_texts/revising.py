"""From what an administrator wrote to all texts as they will stand: lists that were left out stay as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from domain.activities.model import Vocabulary
from domain.platform_texts.model import PlatformTexts, RuleVersion, Term


def revised(current: PlatformTexts, written: PlatformTexts) -> PlatformTexts:
    """Return the texts after a revision; a term that was left out of its list is retired, for activities carry it."""
    return PlatformTexts(
        terms={vocabulary: _terms(current, written, vocabulary) for vocabulary in Vocabulary},
        rules=current.rules if written.rules is None else tuple(_followed(written.rules)),
        terms_of_use=current.terms_of_use
        if written.terms_of_use is None
        else tuple(sorted(written.terms_of_use, key=lambda each: each.in_force_from)),
        support=written.support or current.support,
        questions=current.questions if written.questions is None else written.questions,
        inspiration=current.inspiration if written.inspiration is None else written.inspiration,
    )


def _terms(current: PlatformTexts, written: PlatformTexts, vocabulary: Vocabulary) -> tuple[Term, ...]:
    known, wanted = current.terms.get(vocabulary, ()), written.terms.get(vocabulary)
    if wanted is None:
        return known
    kept = {term.code for term in wanted}
    return (*wanted, *(replace(term, retired=True) for term in known if term.code not in kept))


def _followed(rules: Sequence[RuleVersion]) -> Iterator[RuleVersion]:
    """Give the rules by number and version, each ending at the latest when the next version begins."""
    ordered = sorted(rules, key=lambda each: (each.number, each.version))
    for _, versions in groupby(ordered, key=lambda each: each.number):
        row = list(versions)
        for this, following in zip(row, [*row[1:], None], strict=True):
            if following is None:
                yield this
            else:
                ends = following.in_force_from
                yield replace(this, until=min(this.until, ends) if this.until else ends)
