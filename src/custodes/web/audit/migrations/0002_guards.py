"""The database refuses to change the audit, whoever asks it."""

from typing import Any, ClassVar

from django.db import migrations

from custodes.web.audit.storage import guards


def put_in_place(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers."""
    for statement in guards(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """There is no way back: a log without its guards is none."""

    dependencies: ClassVar = [("audit", "0001_events")]
    operations: ClassVar = [migrations.RunPython(put_in_place)]
