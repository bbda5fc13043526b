"""The tables of the assessments."""

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
            name="AssessmentRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("asked_on", models.DateField()),
                ("cut_off", models.DateField()),
                ("reviewed", models.CharField(max_length=60)),
                ("letter_on", models.DateField()),
                ("concern_from", models.CharField(max_length=200)),
                ("recommendation", models.TextField()),
                ("recommendation_source", models.CharField(max_length=200)),
                ("strategy", models.CharField(max_length=200)),
                ("inspector", models.CharField(max_length=120)),
                ("inspector_title", models.CharField(max_length=200)),
                ("contact", models.CharField(max_length=200)),
                ("made_up", models.BooleanField(default=False)),
                ("from_record", models.BooleanField(default=False)),
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
                        fields=("compartment", "key"), name="assessment_round_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("force", models.CharField(max_length=40)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("force_class", models.CharField(blank=True, max_length=20)),
                ("class_because", models.TextField(blank=True)),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessmentround",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "force"), name="assessed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "assessing", "compared", "moderated", "recorded"],
                            )
                        ),
                        name="assessed_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("class_because", ""), ("force_class", "")),
                            models.Q(
                                (
                                    "force_class__in",
                                    ["INSUFFICIENT", "NOT_COMMENCED", "COMMENCED", "ALL_IN_PLACE"],
                                ),
                                models.Q(("class_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessed_class_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("handed_in_at", models.DateTimeField(null=True)),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessed",
                    ),
                ),
                (
                    "assessor",
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
                        condition=models.Q(("place__in", [1, 2])), name="assignment_of_two"
                    ),
                    models.UniqueConstraint(
                        fields=("assessed", "place"), name="assignment_place_once"
                    ),
                    models.UniqueConstraint(
                        fields=("assessed", "assessor"), name="assignment_person_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawnSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("references", models.JSONField()),
                ("size", models.PositiveIntegerField()),
                ("seed", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessed",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Graded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=12)),
                ("grade", models.CharField(max_length=24)),
                ("because", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessed",
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
                            ("area__in", ["VETTING", "STANDARDS", "CORRUPTION"]),
                            (
                                "grade__in",
                                [
                                    "OUTSTANDING",
                                    "GOOD",
                                    "ADEQUATE",
                                    "REQUIRES_IMPROVEMENT",
                                    "INADEQUATE",
                                ],
                            ),
                            models.Q(("because", ""), _negated=True),
                        ),
                        name="grade_known_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judged",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("element", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=16)),
                ("qualifiers", models.JSONField(default=list)),
                ("text", models.TextField(blank=True)),
                ("references", models.JSONField(default=list)),
                ("earlier", models.CharField(blank=True, max_length=120)),
                ("earlier_year", models.PositiveSmallIntegerField(null=True)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assignment",
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
                            ("element__in", ["strategy", "ccu", "monitoring", "links"]),
                            (
                                "status__in",
                                [
                                    "no-information",
                                    "not-in-plan",
                                    "not-commenced",
                                    "commenced",
                                    "in-place",
                                ],
                            ),
                        ),
                        name="judged_known",
                    ),
                    models.UniqueConstraint(
                        fields=("assignment", "element", "version"), name="judged_version_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("element", models.CharField(max_length=12)),
                ("statement", models.TextField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="asked", max_length=12)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessed",
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
                            ("state__in", ["asked", "verified", "refuted", "withdrawn"])
                        ),
                        name="question_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedPackage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("key", models.CharField(blank=True, max_length=64)),
                ("content", models.BinaryField()),
                ("refused", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "assessed",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package",
                        to="assessment.assessed",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessmentround",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessed", None), models.Q(("refused", ""), _negated=True)),
                            models.Q(("assessed__isnull", False), ("refused", "")),
                            _connector="OR",
                        ),
                        name="package_taken_or_refused",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settled",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("element", models.CharField(max_length=12)),
                ("status", models.CharField(max_length=16)),
                ("qualifiers", models.JSONField(default=list)),
                ("text", models.TextField(blank=True)),
                ("references", models.JSONField(default=list)),
                ("earlier", models.CharField(blank=True, max_length=120)),
                ("earlier_year", models.PositiveSmallIntegerField(null=True)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("because", models.TextField(blank=True)),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.assessed",
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
                            ("element__in", ["strategy", "ccu", "monitoring", "links"]),
                            (
                                "status__in",
                                [
                                    "no-information",
                                    "not-in-plan",
                                    "not-commenced",
                                    "commenced",
                                    "in-place",
                                ],
                            ),
                        ),
                        name="settled_known",
                    ),
                    models.UniqueConstraint(
                        fields=("assessed", "element", "version"), name="settled_version_once"
                    ),
                ],
            },
        ),
    ]
