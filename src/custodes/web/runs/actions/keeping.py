"""Keeping what the engine did: runs and their alerts on the pages, replays, checks, coverage."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from custodes.pipeline.coverage import Survey
from custodes.pipeline.find import Replay
from custodes.pipeline.ledger import RunRecord, run_folder, run_named
from custodes.store.home import Home
from custodes.store.runs import watched_of
from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment, User
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.models import Watch, WatchedPairs
from custodes.web.alerts.taking import everything, take_alerts
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.pseudonyms.actions import names_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.runs.models import Coverage, KeptRun, Replayed, TakeInCheck

PROGRAM = By(actor="program")


def keep_run(
    home: Home,
    name: str,
    *,
    compartment: Compartment,
    at: datetime,
    by: User | None = None,
    job: str = "",
) -> KeptRun:
    """Take a run of the home with its alerts into the pages; taken before, it changes nothing.

    Raises UserError where the run is missing, or its alerts were changed after it wrote them.
    """
    told = run_named(home, name)
    take_alerts(run_folder(home, name), at=at, compartment=compartment)
    _keep_watched(home, told, compartment, at)
    with one_act():
        held: KeptRun | None = everything(KeptRun).filter(run=name).first()
        if held is not None:
            return held
        row = KeptRun(
            compartment=compartment,
            run=name,
            as_of=moment(told.as_of),
            made_at=moment(told.made_at),
            budget=told.budget,
            pairs=int(told.figures.get("pairs", 0)),
            sha256=record_sha256(home, name),
            at=at,
            by=by,
            job=job,
        )
        _save(row, by)
    return row


def bring_in(
    home: Home, names: Sequence[str], *, compartment: Compartment, by: Asker, at: datetime
) -> list[KeptRun]:
    """Take runs that a command made into the pages, as somebody who may start runs."""
    check_may(by, Action.START_RUN, compartment, at=at)
    return [keep_run(home, name, compartment=compartment, at=at, by=by.user) for name in names]


def keep_replay(run: KeptRun, made: Replay, *, by: User, job: str, at: datetime) -> Replayed:
    """What a replay came to; one a job."""
    with one_act():
        held: Replayed | None = everything(Replayed).filter(job=job).first()
        if held is not None:
            return held
        row = Replayed(
            compartment=run.compartment,
            run=run,
            same=made.same,
            differences=list(made.differences),
            at=at,
            by=by,
            job=job,
        )
        _save(row, by)
    return row


def keep_check(
    checks: Sequence[Mapping[str, Any]],
    *,
    compartment: Compartment,
    by: User,
    job: str,
    at: datetime,
) -> TakeInCheck:
    """What a check of everything taken in came to; one a job."""
    with one_act():
        held: TakeInCheck | None = everything(TakeInCheck).filter(job=job).first()
        if held is not None:
            return held
        row = TakeInCheck(
            compartment=compartment,
            well=all(check["well"] for check in checks),
            checks=[dict(check) for check in checks],
            at=at,
            by=by,
            job=job,
        )
        _save(row, by)
    return row


def keep_coverage(
    told: Survey, *, compartment: Compartment, at: datetime, by: User | None = None, job: str = ""
) -> Coverage:
    """Coverage as it was measured; one a job."""
    names_for(Subject.STAFF, told.agreed.staff_without_device.listed)
    with one_act():
        held: Coverage | None = everything(Coverage).filter(job=job).first() if job else None
        if held is not None:
            return held
        row = Coverage(
            compartment=compartment,
            as_of=told.as_of.replace(tzinfo=UTC),
            staff=told.staff,
            content=plain(told),
            at=at,
            by=by,
            job=job,
        )
        _save(row, by)
    return row


def plain(told: Survey) -> dict[str, Any]:
    """A survey as JSON holds it: days and moments as text."""

    def written(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.isoformat() + ("" if value.tzinfo else "Z")
        if isinstance(value, dict):
            return {key: written(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [written(inner) for inner in value]
        return value

    shares = [{**asdict(one), "share": one.share} for one in told.covered]
    kept: dict[str, Any] = written(
        {
            "covered": shares,
            "agreed": asdict(told.agreed),
            "feeds": [asdict(feed) for feed in told.feeds],
            "not_held": [asdict(one) for one in told.not_held],
        }
    )
    return kept


def record_sha256(home: Home, name: str) -> str:
    """The SHA-256 of a run's record as it lies in the home. Raises UserError where it is gone."""
    path = run_folder(home, name) / "run.json"
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise UserError(
            f"The record of run {name} is missing from the home: restore it from a backup."
        ) from None


def moment(written: str) -> datetime:
    """A moment as runs write it, with its zone."""
    found = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _keep_watched(home: Home, told: RunRecord, compartment: Compartment, at: datetime) -> None:
    """The pairs that the run counted for staff under a watch, beside the watch that held then."""
    made = moment(told.made_at)
    for staff, pairs in watched_of(home, told.run).items():
        names_for(Subject.PERSON, [row["person"] for row in pairs])
        with one_act():
            held = everything(Watch).filter(compartment=compartment, staff=staff, start__lte=made)
            watch = (
                held.filter(end__gt=made, answer__granted=True).order_by("-start", "-pk").first()
            )
            if watch is None:
                continue
            if everything(WatchedPairs).filter(watch=watch, run=told.run).exists():
                continue
            row = WatchedPairs(
                compartment=compartment,
                watch=watch,
                run=told.run,
                as_of=moment(told.as_of),
                pairs=pairs,
                at=at,
            )
            _save(row, None)


def _save(row: Any, by: User | None) -> None:
    row.save()
    record(
        Act.COLLECTION,
        by=By(actor=by.reference) if by else PROGRAM,
        kind=row.audit_kind,
        object_id=row.pk,
        effect=Effect.MADE,
        compartment=row.compartment_id,
    )
