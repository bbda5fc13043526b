"""The register of staff: whether it holds a reference, letter by letter."""

from custodes.schema import Staff
from custodes.store.engines.duckdb import connect
from custodes.store.facts import dictionary, raw_facts
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench


def in_register(home: Home, reference: str) -> bool | None:
    """Whether the register of staff that was taken in holds the reference, in whatever post and
    whenever; None where none was taken in."""
    batches = committed(home)
    if not any(Staff.name in manifest.tables for manifest in batches):
        return None
    bench = Workbench(connect(home.spill))
    try:
        texts = dictionary(home, bench.backend, "staff", batches)
        posts = raw_facts(home, bench.backend, Staff, batches)
        found = texts.filter(texts.value == reference).semi_join(posts, texts.id == posts.staff)
        return bool(bench.rows(found.limit(1)))
    finally:
        bench.close()
