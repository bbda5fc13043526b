"""The force as exports of its systems, with the faults that such exports have, and `force.toml`."""

from collections.abc import Callable
from pathlib import Path

from custodes.synthetic.layouts.audits import write_audits
from custodes.synthetic.layouts.bills import FEEDS as BILLS
from custodes.synthetic.layouts.bills import alike, write_bills
from custodes.synthetic.layouts.damage import damage
from custodes.synthetic.layouts.feeds import Feed, as_toml
from custodes.synthetic.layouts.registers import REGISTERS, write_registers
from custodes.synthetic.layouts.tables import Tables
from custodes.synthetic.layouts.trails import FEEDS as AUDITS
from custodes.synthetic.layouts.truth import Fault

FORCE = "Northmoor Police (made up)"


def write_exports(
    out: Path,
    tables: Tables,
    seed: int,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[dict[str, int], list[Fault]]:
    """Write `out/exports` and `out/force.toml`; give the rows of each file and the faults."""
    folder = out / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for number, write in enumerate((write_registers, write_audits, write_bills)):
        if progress:
            progress(write.__name__.replace("write_", "exports of "), number, 3)
        counts |= write(folder, tables)
    repeated = alike(tables)
    faults = repeated + damage(folder, counts, seed)
    (out / "force.toml").write_text(as_toml(FORCE, _feeds()), encoding="utf-8")
    return counts, faults


def _feeds() -> list[Feed]:
    """Every feed, its files under `exports/`."""
    feeds = [*(register.feed for register in REGISTERS), *AUDITS, *BILLS]
    return [
        Feed(
            feed.name,
            feed.source,
            f"exports/{feed.files}",
            feed.system,
            feed.owner,
            feed.retention_days,
            feed.settings,
        )
        for feed in feeds
    ]
