"""What documents are made from: alerts that a user may know of, and the files they asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from custodes.pipeline.verdicts import stamp
from custodes.web.accounts.models import User
from custodes.web.alerts import states
from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.alerts.names import names_for
from custodes.web.alerts.queries import history_of
from custodes.web.alerts.showing import held_until, verdict_words
from custodes.web.audit.models import Checkpoint
from custodes.web.packs.dossier import Decided, Dossier, dossier
from custodes.web.packs.kinds import Document
from custodes.web.packs.models import AlertFile


def dossiers(
    alerts: Iterable[Alert], document: Document, user: User, *, at: datetime
) -> Iterator[Dossier]:
    """The dossier of each alert as this user sees it then; under references where the document
    bears them."""
    for alert in alerts:
        names = {} if document.references else names_for(alert, user, at)
        yield dossier(
            alert.content,
            names,
            sha256=alert.sha256,
            decisions=decisions_of(alert, user, at=at),
            state=standing(alert),
            state_id=alert.state,
            with_whom=str(alert.assignee or ""),
            held=held_until(alert, at),
            changed_at=stamp(alert.updated_at),
        )


def standing(alert: Alert) -> str:
    """Where the work on an alert stands, in words."""
    words = str(states.TRANSITIONS.words[alert.state])
    if not alert.outcome:
        return words
    return f"{words}: {verdict_words(alert.outcome, alert.explained_by)}"


def decisions_of(alert: Alert, user: User, *, at: datetime) -> list[Decided]:
    """What was decided of an alert, the last first."""
    return [worded(row) for row in history_of(alert, user, at=at)]


def worded(row: AlertDecision) -> Decided:
    """A decision in words, and that it counts no more where its alert was taken up again."""
    said = verdict_words(row.verdict, row.explained_by)
    if hasattr(row, "reopening"):
        said = f"{said} (counts no more: the alert was taken up again)"
    return Decided(
        said,
        str(row.by) if row.by else "the program",
        stamp(row.at),
        row.reason,
    )


def file_named(key: str, user: User, *, at: datetime) -> AlertFile | None:
    """One's own file that has not run out, of alerts all of which one may still know of."""
    mine = AlertFile.objects.visible_to(user, at=at).filter(asked_by=user, until__gt=at)
    found: AlertFile | None = mine.filter(pk=key).first()
    if found is None:
        return None
    seen = Alert.objects.visible_to(user, at=at).filter(pk__in=found.alerts.values("pk"))
    return found if seen.count() == found.alerts.count() else None


def last_checkpoint() -> str:
    """The last signed note of the audit; empty where there is none yet."""
    found = Checkpoint.objects.order_by("-size").first()
    return str(found.note) if found else ""
