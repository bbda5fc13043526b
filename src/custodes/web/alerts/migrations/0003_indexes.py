"""Indexes for the open list and for the other alerts about a pair."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    dependencies = [("alerts", "0002_watches")]

    operations = [
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                fields=["compartment", "-priority", "id", "state", "suppression"],
                name="alert_priority",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["staff", "person"], name="alert_pair"),
        ),
    ]
