"""The database refuses to change what was granted, whoever asks it."""

from typing import Any, ClassVar

from django.db import migrations

from custodes.web.accounts.guards import FIRST, guards


def put_in_place(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    for statement in guards(schema_editor.connection.vendor, FIRST):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back, as with the audit's own."""

    dependencies: ClassVar = [("accounts", "0002_approval_use")]
    operations: ClassVar = [migrations.RunPython(put_in_place)]
