"""An approval names an act; which acts there are is for the decision, and no table's business."""

from typing import Any, ClassVar

from django.db import migrations, models

from custodes.web.accounts.guards import guards


def put_back(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers anew that SQLite drops with the table it writes again."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in guards("sqlite"):
            if " ON accounts_approval " in statement:
                schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """As the models say."""

    dependencies: ClassVar = [("accounts", "0003_guards")]
    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="approval", name="approval_action_known"),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=~models.Q(action=""), name="approval_action_named"
            ),
        ),
        migrations.RunPython(put_back),
    ]
