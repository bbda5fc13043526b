"""A message that is sent twice is one, and what had reached the other side before this was counted
is emptied as all else is."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def moved_when_it_came(apps: Any, _editor: Any) -> None:
    """Give what had reached the other side a day on which it did: that on which it came here, since
    no other is known. Without one it would never be emptied."""
    for model, came, states in (
        ("Submission", "received_on", ["pulled"]),
        ("ThreadMessage", "on", ["pulled", "fetched"]),
    ):
        rows = apps.get_model("intake", model).objects.filter(state__in=states, moved_on=None)
        rows.update(moved_on=F(came))


class Migration(migrations.Migration):
    """Made by makemigrations, and the days."""

    dependencies = [
        ("intake", "0002_purged"),
    ]

    operations = [
        migrations.RunPython(moved_when_it_came, migrations.RunPython.noop),
        migrations.AddField(
            model_name="threadmessage",
            name="mark",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddConstraint(
            model_name="threadmessage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mark", ""), _negated=True),
                fields=("submission", "mark"),
                name="intake_message_once",
            ),
        ),
    ]
