"""The pack of an alert from the command line: the PDF that the pages make, written to a file."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custodes.cli.options import clock
from custodes.pipeline.verdicts import stamp
from custodes.store.home import Home
from custodes.store.runs import alert_lines
from custodes.vocabulary.errors import UserError

if TYPE_CHECKING:
    from custodes.web.packs.dossier import Decided

ASKED_BY = "a command on this machine"
BECAUSE = "custodes alert --pdf"


def write_pack(home: Home, alert: dict[str, Any], to: Path) -> None:
    """Write the pack of an alert, under the force's own references as the command prints them.

    Where the pages of this home were ever served, their decisions stand in it and their audit holds
    that it was made. Raises UserError where the file cannot be written.
    """
    from custodes.web.packs.dossier import Asked, dossier
    from custodes.web.packs.paper import pack_pdf
    from custodes.web.site.config import config_from

    config = config_from(os.environ | {"CUSTODES_HOME": str(home.path)})
    served = bool(config.database) or config.sqlite.exists()
    state, decisions = _told(home, alert["alert"]) if served else ("", ())
    told = dossier(alert, {}, sha256=_sha256(alert), decisions=decisions, state=state)
    paper = pack_pdf(told, Asked(ASKED_BY, stamp(clock()), BECAUSE, config.demonstration))
    unfinished = to.with_name(to.name + ".tmp")
    try:
        unfinished.write_bytes(paper)
        unfinished.replace(to)
    except OSError as error:
        raise UserError(
            f"{to} cannot be written: {error.strerror or error}. Name another file."
        ) from None


def _told(home: Home, name: str) -> "tuple[str, tuple[Decided, ...]]":
    """Where the work on the alert stands and what was decided; that it was taken out is recorded
    first."""
    from custodes.web.site.serving import ready

    ready(home.path)
    from custodes.web.packs.commanded import taken_out

    return taken_out(name)


def _sha256(alert: dict[str, Any]) -> str:
    return hashlib.sha256(alert_lines([alert])).hexdigest()
