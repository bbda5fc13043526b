"""Who holds a login or device, as far as the layout of the facts cares."""

import duckdb
from ibis.backends.duckdb import Backend

from custodes.schema import Devices, Logins, Table
from custodes.store.facts import facts_query
from custodes.store.home import Home
from custodes.store.manifests import Manifest
from custodes.store.pieces import HELD_BY

HOLDINGS: dict[str, tuple[type[Table], str]] = {
    "logins": (Logins, "login"),
    "devices": (Devices, "device"),
}


def name_holders(home: Home, backend: Backend, table: type[Table], batches: list[Manifest]) -> None:
    """Make `holders_<register>` (`held`, `staff`) for a table that is split by staff.

    The latest holder stands for all time: this decides in which file a row lies, nothing else.
    """
    if table not in HELD_BY:
        return
    register = HELD_BY[table][1]
    holding, column = HOLDINGS[register]
    con: duckdb.DuckDBPyConnection = backend.con
    held = facts_query(home, holding, batches)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE holders_{register} AS "
        f'SELECT {column} AS held, arg_max(staff, ("from", batch, line)) AS staff '
        f"FROM ({held}) WHERE staff IS NOT NULL GROUP BY {column}"
    )
