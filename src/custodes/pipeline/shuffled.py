"""The shuffled log: every look-up given to a colleague who did not make it, and explained again.

After Fabbri and LeFevre, "Explaining accesses to electronic medical records using diagnosis
information", JAMIA 2013: what explains a shuffled look-up explains it falsely. Some who are given
one did have a purpose with the person, so the share is, if anything, too high.
"""

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.measures.measured import Measured
from custodes.pipeline.explain import explained, links_of, pairs_of
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench

MOST = 100_000
"""How many shuffled look-ups are asked, at most."""


def shuffled(t: Tables, m: Measured, bench: Workbench, seed: int) -> ir.Table | None:
    """Look-ups of a moment, each given to another member of staff of the same role who looked
    something up in the same week, with what explains them (the columns of `explained`, keyed by
    `row`); None where there are no look-ups. The same seed shuffles alike."""
    looks = m.looks
    posts = m.posts.select(of="staff", role="role")
    rows = looks.left_join(posts, looks.staff == posts.of)
    rows = rows.select(
        "access", "at", "day", "staff", "person", "use", role=rows.role.fill_null("")
    )
    table: pa.Table = bench.backend.to_pyarrow(rows.order_by("at", "access", "person"))
    if not table.num_rows:
        return None
    rng = np.random.default_rng([seed, 15_485_863])
    staff = table["staff"].to_numpy()
    role = pc.dictionary_encode(table["role"].combine_chunks()).indices.to_numpy()
    group = role.astype(np.int64) * 100_000 + table["day"].to_numpy() // 7
    # Two orders of the same groups: as they came, and at random within each.
    as_come = np.argsort(group, kind="stable")
    at_random = np.lexsort((rng.random(len(group)), group))
    given = np.empty_like(staff)
    given[as_come] = staff[at_random]
    chosen = np.sort(rng.permutation(len(group))[:MOST])
    place = table.column_names.index("staff")
    mixed = table.set_column(place, "staff", pa.array(given, table["staff"].type))
    mixed = mixed.take(pa.array(chosen)).append_column("row", pa.array(np.arange(len(chosen))))
    kept = bench.keep("shuffled", ibis.memtable(mixed.drop_columns(["role"])))
    pairs = bench.keep("shuffled_pairs", pairs_of(kept))
    return explained(kept, links_of(t).semi_join(pairs, ["staff", "person"]), "row")
