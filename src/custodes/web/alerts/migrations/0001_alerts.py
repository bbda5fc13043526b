"""The tables of the alerts and of the work on them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    initial = True

    dependencies = [
        ("accounts", "0001_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=64, unique=True)),
                ("staff", models.CharField(max_length=64)),
                ("person", models.CharField(blank=True, max_length=64)),
                ("pattern", models.CharField(blank=True, max_length=200)),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="suppression_reason_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))),
                        name="suppression_expires",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "by",
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
                (
                    "suppression",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="alerts.suppression",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alert_id", models.CharField(max_length=40, unique=True)),
                ("run", models.CharField(blank=True, db_index=True, max_length=20)),
                ("staff", models.CharField(db_index=True, max_length=64)),
                ("person", models.CharField(blank=True, db_index=True, max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pair", "one member of staff and one person"),
                            ("across", "one member of staff and many people"),
                            ("manual", "raised by hand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("pattern", models.CharField(max_length=200)),
                (
                    "drawn",
                    models.CharField(
                        choices=[("rank", "by rank"), ("random", "at random"), ("hand", "by hand")],
                        max_length=8,
                    ),
                ),
                ("chance", models.FloatField(default=1.0)),
                ("rank", models.IntegerField(null=True)),
                ("bits", models.FloatField(default=0.0)),
                ("priority", models.FloatField(default=0.0)),
                ("sentence", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("state", models.CharField(default="new", max_length=8)),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("explained_by", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField(db_index=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
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
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suppression",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="alerts.suppression",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AlertDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("verdict", models.CharField(max_length=16)),
                ("explained_by", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="alerts.alert",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="alerts.alertdecision",
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
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="alerts.alertdecision",
                    ),
                ),
            ],
            options={
                "ordering": ["alert", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alert", "version"), name="alert_decision_one_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="alert_decision_reason_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verdict__in",
                                [
                                    "substantiated",
                                    "breach",
                                    "explained",
                                    "wrong_data",
                                    "not_enough",
                                ],
                            )
                        ),
                        name="alert_decision_verdict_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verdict", "explained"),
                                models.Q(("explained_by", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("verdict", "explained"), _negated=True),
                                ("explained_by", ""),
                            ),
                            _connector="OR",
                        ),
                        name="alert_decision_explained_by_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", False), ("carried_from__isnull", False), _connector="OR"
                        ),
                        name="alert_decision_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(blank=True, max_length=500)),
                ("is_default", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.compartment",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "name"), name="saved_filter_name_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("owner",),
                        name="saved_filter_one_default",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                fields=["compartment", "state", "-priority", "id"], name="alert_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["compartment", "-updated_at", "id"], name="alert_updated"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "looking", "decided"])),
                name="alert_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["pair", "across", "manual"])),
                name="alert_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("drawn__in", ["rank", "random", "hand"])),
                name="alert_drawn_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""),
                    (
                        "outcome__in",
                        ["substantiated", "breach", "explained", "wrong_data", "not_enough"],
                    ),
                    _connector="OR",
                ),
                name="alert_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("state", "decided"),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "decided"), _negated=True),
                        ("decided_at", None),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="alert_decided_with_outcome_and_time",
            ),
        ),
    ]
