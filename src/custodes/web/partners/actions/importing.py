"""Taking a list of partners in: the good lines are kept, the others told, again adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.partners.actions.listing import add_area, known_of, put_on
from custodes.web.partners.importing import Line, partner_of


@dataclass(frozen=True)
class Refused:
    """A line that was not taken: its number, the name on it, and why."""

    number: int
    name: str
    because: str


@dataclass(frozen=True)
class Taken:
    """What became of a list: lines = added + there already + refused."""

    lines: int
    added: int
    there: int
    refused: tuple[Refused, ...]


def take_list(
    *,
    compartment: Compartment,
    lines: Sequence[Line],
    name_areas: bool,
    by: Asker,
    at: datetime,
) -> Taken:
    """Put the partners of a list on the register, in one transaction.

    A partner that is on it already, by name, is left as it is. `name_areas`: areas that are not
    named yet are named, else a line that has one is refused.
    """
    check_may(by, Action.EDIT_PLAN, compartment, at=at)
    today = in_london(at).date()
    added, there, refused = 0, 0, []
    with one_act():
        known = known_of(compartment, by, at)
        names = {name.casefold() for name in known.partners}
        seen: set[str] = set()
        for line in lines:
            try:
                fields = partner_of(line, today=today)
                key = fields["name"].casefold()
                if key in seen:
                    raise UserError("The same name is on an earlier line.")
                seen.add(key)
                if key in names:
                    there += 1
                    continue
                new = [area for area in fields["areas"] if area not in known.areas]
                if name_areas and new:
                    for area in new:
                        add_area(name=area, compartment=compartment, by=by, at=at)
                    known.areas.update(new)
                put_on(known, by=by, at=at, **fields)
            except UserError as wrong:
                name = line.cells.get("name", "")[:120]
                refused.append(Refused(line.number, name, str(wrong)))
            else:
                added += 1
    return Taken(len(lines), added, there, tuple(refused))
