"""The tables of reports, their envelopes, drafts, source links and safeguarding."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    initial = True

    dependencies = [
        ("accounts", "0005_acts_by_name"),
        ("partners", "0002_questions_and_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntelligenceDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=12, unique=True)),
                ("source", models.CharField(max_length=12, unique=True)),
                ("source_grade", models.CharField(max_length=1)),
                ("assessment", models.CharField(max_length=1)),
                ("handling", models.CharField(max_length=1)),
                ("conditions", models.CharField(blank=True, max_length=500)),
                ("categories", models.JSONField(default=list)),
                ("text", models.TextField()),
                ("provenance", models.CharField(max_length=300)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("returned_because", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_grade__in", ["1", "2", "3"]),
                            ("assessment__in", ["A", "B", "C", "D", "E"]),
                            ("handling__in", ["P", "C"]),
                        ),
                        name="intelligence_draft_graded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conditions", ""), ("handling", "P")),
                            models.Q(
                                ("handling", "C"), models.Q(("conditions", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="intelligence_draft_conditions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at", None), ("answered_by", None), ("state", "draft")
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("state__in", ["accepted", "returned"]),
                            ),
                            _connector="OR",
                        ),
                        name="intelligence_draft_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("returned_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="intelligence_draft_returned_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownStaff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff", models.CharField(max_length=64)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("known_as", models.CharField(blank=True, max_length=120)),
                ("shoulder", models.CharField(blank=True, max_length=20)),
                ("post", models.CharField(blank=True, max_length=120)),
                ("description", models.CharField(blank=True, max_length=300)),
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
                    models.UniqueConstraint(
                        fields=("compartment", "staff"), name="intake_staff_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=12, unique=True)),
                ("sealed_id", models.CharField(max_length=32, unique=True)),
                ("route", models.CharField(blank=True, max_length=20)),
                ("received_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="received", max_length=10)),
                ("opened_at", models.DateTimeField(null=True)),
                ("channel", models.CharField(blank=True, max_length=8)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("danger", models.BooleanField(default=False)),
                ("reporter", models.BinaryField(default=b"")),
                ("risk", models.CharField(blank=True, max_length=8)),
                ("possible_victim", models.BooleanField(null=True)),
                ("safeguard_from", models.DateTimeField(null=True)),
                ("safeguarded_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("referred_to", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("dispose_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.compartment",
                    ),
                ),
                (
                    "counted",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.report",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partner",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff", models.CharField(db_index=True, max_length=64)),
                ("because", models.CharField(max_length=300)),
                ("sure", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
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
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.compartment",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "staff"), name="report_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="report_named_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("way", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "stage"), name="report_feedback_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Safeguarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=12, unique=True)),
                ("since", models.DateTimeField()),
                ("begun_at", models.DateTimeField()),
                ("danger", models.BooleanField()),
                ("told", models.CharField(max_length=1000)),
                ("decision", models.CharField(blank=True, max_length=16)),
                ("because", models.CharField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "begun_by",
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safeguarding",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("because", ""),
                                ("decided_at", None),
                                ("decided_by", None),
                                ("decision", ""),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                (
                                    "decision__in",
                                    [
                                        "plan",
                                        "urgent",
                                        "partner",
                                        "statutory",
                                        "none-needed",
                                        "not-identified",
                                    ],
                                ),
                                models.Q(("because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_safeguarding_decided_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=64, unique=True)),
                ("part", models.CharField(max_length=24)),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("way", models.CharField(blank=True, max_length=8)),
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
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.compartment",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="envelopes",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", ""), ("way__in", ["queued", "sent"]), _connector="OR"
                        ),
                        name="report_envelope_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=12, unique=True)),
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
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_link",
                        to="reports.intelligencedraft",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["compartment", "state", "known_at"], name="report_queue"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "received",
                            "opened",
                            "triaged",
                            "proposed",
                            "decided",
                            "closed",
                            "disposed",
                        ],
                    )
                ),
                name="report_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("route", ""),
                    (
                        "route__in",
                        [
                            "partner",
                            "other-partner",
                            "public",
                            "staff",
                            "crimestoppers",
                            "iopc",
                            "confidential-line",
                            "complaint",
                            "supervisor",
                            "self-report",
                        ],
                    ),
                    _connector="OR",
                ),
                name="report_route_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("partner", None), ("route", "partner"), _connector="OR"),
                name="report_partner_by_route",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("risk", ""), ("risk__in", ["danger", "high", "medium", "low"]), _connector="OR"
                ),
                name="report_risk_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("possible_victim", True), _negated=True),
                    ("safeguard_from__isnull", False),
                    _connector="OR",
                ),
                name="report_possible_victim_has_a_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("outcome", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("outcome__in", ["intelligence", "referred", "no-action"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "no-action"), _negated=True),
                    models.Q(
                        ("proposed_by__isnull", False),
                        models.Q(("proposed_by", models.F("decided_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_no_action_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["closed", "disposed"]), _negated=True),
                    models.Q(("closed_at__isnull", False), ("dispose_on__isnull", False)),
                    _connector="OR",
                ),
                name="report_closed_with_days",
            ),
        ),
    ]
