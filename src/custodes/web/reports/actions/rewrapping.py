"""Wrapping every envelope anew when a reader leaves: the content stays, the leaver's keys open
nothing any more."""

from dataclasses import dataclass

from custodes.web.reports.store import KeptReports
from custodes.web.sealing.envelope import Holder, envelope_from, rewrapped
from custodes.web.sealing.keyring import Keyring, Unlocked
from custodes.web.sealing.refused import SealingRefused


@dataclass(frozen=True)
class Rewrapped:
    """What became of the envelopes: all = done + already + failed, the last by name."""

    done: int
    already: int
    failed: tuple[str, ...]


def rewrap_all(*, keyring: Keyring, held: Unlocked, kept: KeptReports) -> Rewrapped:
    """Seal the data key of every envelope to the unit's newest key alone; each in a transaction of
    its own, so that what was begun and stopped goes on where it was."""
    newest = keyring.public.intake
    done, already, failed = 0, 0, []
    for name in kept.names():
        envelope = envelope_from(kept.read(name))
        if {wrap.public for wrap in envelope.wraps if wrap.holder is Holder.UNIT} == {newest}:
            already += 1
            continue
        try:
            fresh = rewrapped(envelope, *held.keys, publics=[newest])
        except SealingRefused:
            failed.append(name)
            continue
        kept.replace(name, fresh.to_bytes())
        done += 1
    return Rewrapped(done, already, tuple(failed))
