"""Whether there is room for what people send: nothing is taken that the disk might not hold."""

import shutil
from pathlib import Path

from django.db import connection

FLOOR = 2**30
"""Free bytes below which nothing more is taken: twice what `flood.BYTES` lets in at once, because
an envelope is written to the log of the database and then to the database."""


def is_room() -> bool:
    """Whether the disk under an SQLite database has room. A database elsewhere looks after its
    own."""
    if connection.vendor != "sqlite":
        return True
    return shutil.disk_usage(Path(str(connection.settings_dict["NAME"])).parent).free >= FLOOR
