"""An approval names an act; which acts there are is for the decision, and no table's business."""

from typing import Any, ClassVar

from django.db import migrations, models

from custodes.web.accounts.guards import guards_again


def put_back(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers of the table whose constraint changed."""
    for statement in guards_again(schema_editor.connection.vendor, ("accounts_approval",)):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """As the models say."""

    dependencies: ClassVar = [("accounts", "0004_capability")]
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
