"""The table of the files that were asked for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import custodes.web.packs.models


class Migration(migrations.Migration):
    """Makes it."""

    initial = True

    dependencies = [
        ("accounts", "0003_guards"),
        ("alerts", "0001_alerts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertFile",
            fields=[
                (
                    "key",
                    models.CharField(
                        default=custodes.web.packs.models.new_key,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("document", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=2000)),
                ("token", models.CharField(max_length=64)),
                ("job", models.CharField(blank=True, max_length=16)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("alerts", models.ManyToManyField(related_name="+", to="alerts.alert")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.compartment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("document__in", ["pdf", "xlsx", "i2", "ocsf", "evidence"])
                        ),
                        name="alert_file_document_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="alert_file_reason_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("asked_at"))),
                        name="alert_file_expires",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content", None), ("made_at", None), ("sha256", "")),
                            models.Q(
                                ("content__isnull", False),
                                ("made_at__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="alert_file_made_whole",
                    ),
                    models.UniqueConstraint(
                        fields=("asked_by", "token"), name="alert_file_asked_once"
                    ),
                ],
            },
        ),
    ]
