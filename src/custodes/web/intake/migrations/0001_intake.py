"""The tables of the intake."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("report", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=14, unique=True)),
                ("received_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "Received"), ("pulled", "With the unit")],
                        default="received",
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("lock", models.BinaryField()),
                ("envelope", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["received", "pulled"])),
                        name="intake_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("report__regex", "^[0-9a-f]{32}$")),
                        name="intake_report_is_hex",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("from-reporter", "From the reporter"),
                            ("from-unit", "From the unit"),
                        ],
                        max_length=16,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting for the unit"),
                            ("pulled", "With the unit"),
                            ("available", "Waiting for the reporter"),
                            ("fetched", "Given to the reporter"),
                        ],
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("envelope", models.BinaryField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="intake.submission",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "direction", "number"),
                        name="intake_message_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direction", "from-reporter"), ("state__in", ["queued", "pulled"])
                            ),
                            models.Q(
                                ("direction", "from-unit"), ("state__in", ["available", "fetched"])
                            ),
                            _connector="OR",
                        ),
                        name="intake_message_state_of_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 9999)),
                        name="intake_message_number",
                    ),
                ],
            },
        ),
    ]
