"""From findings to sentences: plain English in which each sentence says where it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, unique

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.findings import Finding, by_element
from custodes.web.plan.elements import Element, Qualifier, Status


@unique
class Origin(Enum):
    """Where a sentence comes from."""

    FINDING = "from the findings"
    OWN = "the inspector's own"
    STANDING = "the inspectorate's own, the same in every letter of the round"


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the keys of the findings that it comes from."""

    text: str
    origin: Origin
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A sentence from findings names them; any other names none."""
        if not self.text.strip():
            raise UserError("A sentence is empty. Take it out, or write it.")
        if (self.origin is Origin.FINDING) != bool(self.findings):
            raise UserError("A sentence comes from findings that it names, or is marked otherwise.")


# What each element is called inside a sentence about what there was or was not.
SUBJECT = {
    Element.STRATEGY: "how your plans reflect {strategy}",
    Element.CCU: "your review of the capability and capacity of your counter-corruption unit",
    Element.MONITORING: "the development of your capability to monitor IT systems",
    Element.LINKS: "seeking intelligence from organisations that support vulnerable people",
}
PLAN_SUBJECT = SUBJECT | {
    Element.CCU: "a review of the capability and capacity of your counter-corruption unit",
    Element.MONITORING: "the development of a capability to monitor IT systems",
}
# What has no join: one form of words for each element and status.
SAID: dict[tuple[Element, Status], str] = {
    (Element.STRATEGY, Status.NOT_IN_PLAN): "Your plans do not reflect {strategy}",
    (Element.STRATEGY, Status.NOT_COMMENCED): (
        "Your plans take up {strategy}, but the work that follows from it had not begun"
    ),
    (Element.STRATEGY, Status.COMMENCED): (
        "Your plans take up {strategy}, and the work that follows from it had begun"
    ),
    (Element.STRATEGY, Status.IN_PLACE): (
        "Your plans reflect {strategy}, and what follows from it is in place"
    ),
    (Element.CCU, Status.NOT_COMMENCED): (
        "You plan to review the capability and capacity of your counter-corruption unit, but the "
        "review had not begun"
    ),
    (Element.CCU, Status.COMMENCED): (
        "The review of the capability and capacity of your counter-corruption unit had begun"
    ),
    (Element.CCU, Status.IN_PLACE): (
        "You have reviewed the capability and capacity of your counter-corruption unit, and what "
        "follows from the review is in place"
    ),
    (Element.MONITORING, Status.NOT_COMMENCED): (
        "You plan to develop your capability to monitor IT systems, but the work had not begun"
    ),
    (Element.MONITORING, Status.COMMENCED): (
        "Your plans include improvements to the monitoring of IT systems, and the work had begun"
    ),
    (Element.MONITORING, Status.IN_PLACE): (
        "The capability to monitor your IT systems is in place"
    ),
    (Element.LINKS, Status.NOT_COMMENCED): (
        "You plan to seek intelligence from organisations that support vulnerable people, but the "
        "work had not begun"
    ),
    (Element.LINKS, Status.COMMENCED): (
        "Your plans include work to seek intelligence from organisations that support vulnerable "
        "people, and it had begun"
    ),
    (Element.LINKS, Status.IN_PLACE): (
        "You seek intelligence from organisations that support vulnerable people, and the "
        "arrangements for it are in place"
    ),
}
BEFORE = " before our review"
SO_BEFORE = "This was so before our review"
DETAIL = {
    Element.STRATEGY: "how each part of it is met",
    Element.CCU: "what the review covers",
    Element.MONITORING: "which systems and devices it covers",
    Element.LINKS: "how developed those links are",
}
DETAIL_TO_COME = {
    Element.STRATEGY: "how each part of it is to be met",
    Element.CCU: "what the review is to cover",
    Element.MONITORING: "which systems and devices it is to cover",
    Element.LINKS: "how those links are to be developed",
}
LACKING = "There was too little detail to tell {what}"
SEEN = {
    Element.STRATEGY: "work on the strategy",
    Element.CCU: "work on the unit's capability and capacity",
    Element.MONITORING: "work on monitoring",
    Element.LINKS: "links with such organisations",
}
# What had been seen stands against what was found, or came before it.
YET_SEEN = "Yet we had seen {what} in our {year} {inspection}"
SEEN_BEFORE = "We had seen {what} before, in our {year} {inspection}"
BEGUN = frozenset({Status.COMMENCED, Status.IN_PLACE})
JOINED = frozenset({Status.NO_INFORMATION, Status.NOT_IN_PLAN})


def paragraph(findings: Iterable[Finding], *, strategy: str) -> tuple[Sentence, ...]:
    """The force's own paragraph, in the order of the elements; equal findings, equal sentences.

    Neighbours of which nothing was said share a sentence. An element without a finding gets no
    sentence. `strategy` is what the national strategy of the round is called.
    """
    sentences: list[Sentence] = []
    for group in _groups(list(by_element(findings).values())):
        keys = tuple(finding.key for finding in group)
        texts = [
            *(f"{text}." for text in _texts(group, strategy)),
            *(finding.text.strip() for finding in group if finding.text.strip()),
        ]
        sentences += [Sentence(text, Origin.FINDING, keys) for text in texts]
    return tuple(sentences)


def reworded(sentence: Sentence, text: str, *, keeps_link: bool) -> Sentence:
    """The sentence in an editor's words: still from its findings, or the inspector's own."""
    if text.strip() == sentence.text:
        return sentence
    if keeps_link and sentence.origin is Origin.FINDING:
        return replace(sentence, text=text.strip())
    return Sentence(text.strip(), Origin.OWN)


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: list[list[Finding]] = []
    for finding in findings:
        last = groups[-1][-1] if groups else None
        if last is not None and _joins(last) and _joins(finding) and last.status is finding.status:
            groups[-1].append(finding)
        else:
            groups.append([finding])
    return groups


def _joins(finding: Finding) -> bool:
    """Whether a finding can share a sentence: nothing is said that is its own alone."""
    plain = not (finding.qualifiers or finding.earlier or finding.text.strip())
    return plain and finding.status in JOINED and finding.element is not Element.STRATEGY


def _texts(group: Sequence[Finding], strategy: str) -> list[str]:
    """What is said of a group: its status, and each thing that is added as a sentence of its own,
    so that none grows until nobody reads it to its end."""
    first = group[0]
    texts = [_status(group).format(strategy=strategy)]
    texts[0] = f"{texts[0][0].upper()}{texts[0][1:]}"
    if Qualifier.BEFORE_REVIEW in first.qualifiers:
        if first.status is Status.COMMENCED:
            texts[0] += BEFORE
        else:
            texts.append(SO_BEFORE)
    if Qualifier.LACK_OF_DETAIL in first.qualifiers:
        detail = DETAIL if first.status in BEGUN else DETAIL_TO_COME
        texts.append(LACKING.format(what=detail[first.element]))
    if first.earlier:
        said = SEEN_BEFORE if first.status in BEGUN else YET_SEEN
        texts.append(
            said.format(
                what=SEEN[first.element],
                year=first.earlier.year,
                inspection=first.earlier.inspection,
            )
        )
    return texts


def _status(group: Sequence[Finding]) -> str:
    first = group[0]
    said = SAID.get((first.element, first.status))
    if said is not None:
        return said
    if first.status is Status.NO_INFORMATION:
        return f"We were given no information {_list([f'on {SUBJECT[f.element]}' for f in group])}"
    return f"Your plans do not include {_list([PLAN_SUBJECT[f.element] for f in group])}"


def _list(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
