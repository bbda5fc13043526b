"""Who prepared a submission, and what was confirmed of it."""

from typing import Any

from django.db import migrations, models


def known_until_now(apps: Any, _schema: Any) -> None:
    """Those that were kept before knew who began them."""
    for row in apps.get_model("submission", "Prepared").objects.all():
        row.wrote = [row.by_id]
        row.save(update_fields=["wrote"])


class Migration(migrations.Migration):
    """Made by makemigrations, and filled from what was known."""

    dependencies = [("submission", "0001_submission")]

    operations = [
        *(
            migrations.AddField("prepared", name, models.JSONField(default=list))
            for name in ("confirmed", "wrote")
        ),
        migrations.RunPython(known_until_now, migrations.RunPython.noop),
    ]
