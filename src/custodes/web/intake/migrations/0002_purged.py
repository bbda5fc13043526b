"""Envelopes are emptied some time after they reached the other side."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A last state, the day of the last move, and nothing empty before that state."""

    dependencies = [
        ("intake", "0001_intake"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="submission",
            name="intake_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="threadmessage",
            name="intake_message_state_of_direction",
        ),
        migrations.AddField(
            model_name="submission",
            name="moved_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="threadmessage",
            name="moved_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("pulled", "With the unit"),
                    ("purged", "With the unit alone"),
                ],
                default="received",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="threadmessage",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting for the unit"),
                    ("pulled", "With the unit"),
                    ("available", "Waiting for the reporter"),
                    ("fetched", "Given to the reporter"),
                    ("purged", "No longer here"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "pulled", "purged"])),
                name="intake_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("envelope", b""), ("state", "purged")),
                    models.Q(
                        models.Q(("state", "purged"), _negated=True),
                        models.Q(("envelope", b""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="intake_report_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("direction", "from-reporter"),
                        ("state__in", ["queued", "pulled", "purged"]),
                    ),
                    models.Q(
                        ("direction", "from-unit"),
                        ("state__in", ["available", "fetched", "purged"]),
                    ),
                    _connector="OR",
                ),
                name="intake_message_state_of_direction",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("envelope", b""), ("state", "purged")),
                    models.Q(
                        models.Q(("state", "purged"), _negated=True),
                        models.Q(("envelope", b""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="intake_message_is_there",
            ),
        ),
    ]
