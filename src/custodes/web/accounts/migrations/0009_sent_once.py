"""What was granted and barred is kept once, however often its form is sent, and what the subject of
a bar was called stays beside it."""

from typing import Any, ClassVar

from django.db import migrations, models

from custodes.web.accounts.guards import guards_again

CHANGED = ("accounts_membership", "accounts_bar")


def put_back(_apps: Any, schema_editor: Any) -> None:
    """Make the triggers of the tables that were changed."""
    for statement in guards_again(schema_editor.connection.vendor, CHANGED):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """As the models say."""

    dependencies: ClassVar = [("accounts", "0008_identity")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="membership",
            name="token",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="bar",
            name="named_as",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="bar",
            name="token",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True),
                fields=("granted_by", "token"),
                name="membership_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True),
                fields=("set_by", "token"),
                name="bar_once",
            ),
        ),
        migrations.RunPython(put_back),
    ]
