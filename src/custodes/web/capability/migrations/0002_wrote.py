"""Who wrote in a review or an assessment: all of them, so that none of them signs it."""

from typing import Any

from django.db import migrations, models

SIGNED = ("review", "threatassessment")


def known_until_now(apps: Any, _schema: Any) -> None:
    """Those that were kept before knew the first and the last who wrote in them."""
    for name in SIGNED:
        for row in apps.get_model("capability", name).objects.all():
            row.wrote = sorted({row.by_id, row.changed_by_id} - {None})
            row.save(update_fields=["wrote"])


class Migration(migrations.Migration):
    """Made by makemigrations, and filled from what was known."""

    dependencies = [("capability", "0001_capability")]

    operations = [
        *(
            migrations.AddField(model_name=name, name="wrote", field=models.JSONField(default=list))
            for name in SIGNED
        ),
        migrations.RunPython(known_until_now, migrations.RunPython.noop),
    ]
