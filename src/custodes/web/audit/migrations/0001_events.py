"""The tables of the audit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Events, checkpoints, salts, and how far witnesses were given."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("root", models.CharField(max_length=64)),
                ("frontier", models.JSONField()),
                ("note", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("folder", models.CharField(max_length=1024, primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("size", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("clock", models.CharField(blank=True, max_length=32)),
                ("actor", models.CharField(db_index=True, max_length=64)),
                ("role", models.CharField(blank=True, max_length=64)),
                ("session", models.CharField(blank=True, max_length=32)),
                ("request", models.CharField(blank=True, max_length=32)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("collection", "Collected"),
                            ("alteration", "Altered"),
                            ("consultation", "Consulted"),
                            ("disclosure", "Disclosed"),
                            ("combination", "Combined"),
                            ("erasure", "Erased"),
                            ("sign-in", "Signed in or out"),
                            ("admin", "Administered accounts"),
                            ("config", "Changed the configuration"),
                            ("search", "Searched"),
                            ("export", "Exported"),
                            ("decrypt", "Opened what was sealed"),
                            ("deny", "Was refused"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Left it as it was"),
                            ("made", "Made it"),
                            ("changed", "Changed it"),
                            ("erased", "Erased it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("object", models.CharField(blank=True, max_length=128)),
                ("compartment", models.CharField(blank=True, db_index=True, max_length=64)),
                ("reason", models.CharField(blank=True, max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "Done"), ("refused", "Refused"), ("failed", "Failed")],
                        max_length=8,
                    ),
                ),
                ("fields", models.JSONField(default=list)),
                ("commitments", models.JSONField(default=dict)),
                ("prev", models.CharField(max_length=64)),
                ("leaf", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object"], name="audit_event_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="audit_event_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "action__in",
                                [
                                    "collection",
                                    "alteration",
                                    "consultation",
                                    "disclosure",
                                    "combination",
                                    "erasure",
                                    "sign-in",
                                    "admin",
                                    "config",
                                    "search",
                                    "export",
                                    "decrypt",
                                    "deny",
                                ],
                            )
                        ),
                        name="audit_event_action_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["done", "refused", "failed"])),
                        name="audit_event_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect__in", ["", "made", "changed", "erased"])),
                        name="audit_event_effect_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effect", ""), models.Q(("object", ""), _negated=True), _connector="OR"
                        ),
                        name="audit_event_effect_on_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("object", models.CharField(max_length=128)),
                ("salt", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object"), name="audit_salt_one_a_record"
                    )
                ],
            },
        ),
    ]
