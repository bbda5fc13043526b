"""What an audit entry is about: a person, an incident, a record, and of what kind."""

import ibis
import ibis.expr.types as ir

from custodes.schema import Accesses

ACTIONS = Accesses.columns["action"].allowed
RECORD_KINDS = Accesses.columns["record_kind"].allowed
PASSED_OVER = "none"
"""What a feed writes in `actions` for an operation that is not a use of a record."""


def found_by(pattern: str, text: ir.Value) -> ir.Value:
    """What the one group of a pattern finds in a text; null for no pattern or no find."""
    if not pattern:
        return ibis.null("string")
    return text.re_extract(pattern, 1).nullif("")


def action_for(word: ir.Value, table: dict[str, str]) -> ir.Value:
    """The action that a table, keyed in small letters, gives for a system's word; null where it
    gives none or says that the word is passed over."""
    taken = {theirs: ours for theirs, ours in table.items() if ours != PASSED_OVER}
    if not taken:
        return ibis.null("string")
    return word.strip().lower().cases(*taken.items())


def record_kind(person: ir.Value, incident: ir.Value, fixed: str) -> ir.Value:
    """The feed's own kind where it sets one; else by what was found: a person, or an incident."""
    if fixed:
        return ibis.literal(fixed)
    return ibis.cases(
        (person.notnull(), "person"), (incident.notnull(), "incident"), else_="incident"
    )
