"""The unit's keys as files of its home, and every envelope wrapped anew when they change.

A change is safe to break off: the keyring with the new key is on the disk before the first envelope
is wrapped for it, and the old key stays in it until `finish`, which goes on from wherever it was:
run it when the intake has the new public key and what it had sealed to the old one has been pulled.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from custodes.vocabulary.errors import UserError
from custodes.web.intake.hand_over import held, keep
from custodes.web.sealing import envelope, keyring, recovery
from custodes.web.sealing.envelope import Holder, envelope_from
from custodes.web.sealing.keyring import Keyring, Unlocked
from custodes.web.sealing.keys import USUAL, Cost, KeyPair
from custodes.web.sealing.recovery import Share
from custodes.web.sealing.refused import SealingRefused


class Store(Protocol):
    """Somewhere that envelopes are kept on the unit's side."""

    def names(self) -> Iterable[str]:
        """The names of what is kept."""
        ...

    def read(self, name: str) -> bytes:
        """One envelope."""
        ...

    def replace(self, name: str, raw: bytes) -> None:
        """Put the same envelope in its place, wrapped anew."""
        ...


class Folder:
    """Envelopes in a folder: those that came and were not yet taken from there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterable[str]:
        """The names of what is in the folder."""
        return list(held(self._path))

    def read(self, name: str) -> bytes:
        """One envelope."""
        return (self._path / f"{name}.envelope").read_bytes()

    def replace(self, name: str, raw: bytes) -> None:
        """Put the same envelope in its place, wrapped anew."""
        keep(self._path, name, raw)


def load(path: Path) -> Keyring:
    """The keyring of a home. Raises UserError where there is none, or it is damaged."""
    try:
        return keyring.keyring_from(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UserError(f"There is no {path}: `custodes intake keys make` makes it.") from None
    except (OSError, UnicodeDecodeError, SealingRefused) as error:
        raise UserError(f"{path} cannot be used: {error}.") from None


def save(path: Path, text: str, *, mode: int = 0o600) -> None:
    """A key file, whole or not at all. Raises UserError where it cannot be written."""
    unfinished = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from None


def save_shares(folder: Path, shares: Sequence[Share]) -> None:
    """The shares as files, one for each trustee. Raises UserError where some are there."""
    paths = [folder / f"share-{share.number}.txt" for share in shares]
    if there := [path for path in paths if path.exists()]:
        raise UserError(f"{there[0]} is there already: name an empty folder for the new shares.")
    for path, share in zip(paths, shares, strict=True):
        save(path, str(share))


def rewrap(
    stores: Sequence[Store],
    keys: Sequence[KeyPair],
    *,
    publics: Sequence[bytes],
    holder: Holder = Holder.UNIT,
) -> tuple[int, int]:
    """Wrap every envelope for `publics`; how many were, and how many these keys do not open.

    One that is wrapped so already is left as it is: what was broken off is gone on with.
    """
    done = closed = 0
    for store in stores:
        for name in store.names():
            one = envelope_from(store.read(name))
            now = [wrap.public for wrap in one.wraps if wrap.holder is holder]
            if now == list(publics):
                continue
            try:
                fresh = envelope.rewrapped(one, *keys, publics=publics, holder=holder)
            except SealingRefused:
                closed += 1
                continue
            store.replace(name, fresh.to_bytes())
            done += 1
    return done, closed


def rewrap_all(ring: Keyring, keys: Sequence[KeyPair], stores: Sequence[Store]) -> tuple[int, int]:
    """Wrap every envelope for the newest intake key and for the recovery key of the keyring."""
    done, closed = rewrap(stores, keys, publics=[ring.public.intake])
    rewrap(stores, keys, publics=[ring.recovery], holder=Holder.RECOVERY)
    return done, closed


def finish(path: Path, ring: Keyring, held_: Unlocked, stores: Sequence[Store]) -> tuple[int, int]:
    """Wrap what is left for the newest key, then let the older keys go, unless something that they
    might open could not be opened."""
    done, closed = rewrap_all(ring, held_.keys, stores)
    if not closed:
        save(path, str(keyring.only_newest(ring)))
    return done, closed


def recovered(
    path: Path,
    *,
    shares: tuple[Share, Share],
    unit: str,
    reader: str,
    passphrase: str,
    new_shares: Path,
    stores: Sequence[Store],
    on: date,
    cost: Cost = USUAL,
) -> tuple[Keyring, int, int]:
    """A new keyring and three new shares in their folder, and every envelope wrapped for them.

    Raises SealingRefused when the two shares do not belong together.
    """
    old = recovery.recovered(*shares)
    public, fresh = recovery.new_recovery()
    ring = keyring.new_keyring(
        unit=unit, reader=reader, passphrase=passphrase, recovery=public, on=on, cost=cost
    )
    save_shares(new_shares, fresh)
    save(path, str(ring))
    own = keyring.unlocked(ring, reader=reader, passphrase=passphrase)
    done, closed = rewrap_all(ring, [*own.keys, old], stores)
    return ring, done, closed
