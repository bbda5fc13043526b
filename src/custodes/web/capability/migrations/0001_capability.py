"""The tables of registers, posts, reviews and threat assessments."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    initial = True

    dependencies = [
        ("accounts", "0004_capability"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PanelFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("content", models.JSONField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("hours", models.FloatField(default=37.0)),
                ("filled", models.BooleanField(default=True)),
                ("listed_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                    models.UniqueConstraint(fields=("compartment", "title"), name="unit_post_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 80)),
                        name="unit_post_hours_of_a_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("left_on__gte", models.F("listed_on")),
                            _connector="OR",
                        ),
                        name="unit_post_leaves_after_coming",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("run", models.CharField(blank=True, max_length=16)),
                ("as_of", models.DateTimeField()),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("content", models.JSONField()),
                ("state", models.CharField(default="draft", max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("frozen", models.JSONField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
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
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "number"), name="capacity_review_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed", "set-aside"])),
                        name="capacity_review_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("state", "signed"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "signed"), _negated=True),
                                ("sha256", ""),
                                ("signed_at", None),
                                ("signed_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="capacity_review_signed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TestAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=16)),
                ("answer", models.CharField(max_length=8)),
                ("shows", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField()),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "question__in",
                                [
                                    "people",
                                    "systems",
                                    "joined",
                                    "patterns",
                                    "profiles",
                                    "threat",
                                    "results",
                                ],
                            )
                        ),
                        name="analysis_test_question_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "partly", "no"])),
                        name="analysis_test_answer_known",
                    ),
                    models.UniqueConstraint(
                        fields=("compartment", "question", "version"),
                        name="analysis_test_version_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("on", models.DateField()),
                ("content", models.JSONField()),
                ("state", models.CharField(default="draft", max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("frozen", models.JSONField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
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
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "number"), name="threat_assessment_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed", "set-aside"])),
                        name="threat_assessment_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("state", "signed"),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "signed"), _negated=True),
                                ("sha256", ""),
                                ("signed_at", None),
                                ("signed_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="threat_assessment_signed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreatItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("categories", models.JSONField()),
                ("origin", models.CharField(max_length=12)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("compartment", "ref"), name="threat_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["imported", "counted"])),
                        name="threat_item_origin_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=24)),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="capability.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "skill__in",
                                [
                                    "analyst",
                                    "financial",
                                    "covert",
                                    "communications-data",
                                    "safeguarding",
                                    "domestic-abuse",
                                    "digital",
                                    "disclosure",
                                    "partnership",
                                ],
                            )
                        ),
                        name="post_training_skill_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gt", models.F("on")), _connector="OR"
                        ),
                        name="post_training_lasts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("post", "skill", "on"),
                        name="post_training_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhatIf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("posts", models.SmallIntegerField(default=0)),
                ("systems", models.SmallIntegerField(default=0)),
                ("budget", models.FloatField(null=True)),
                ("at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="capability.review",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("budget", None), ("budget__gte", 0), _connector="OR"),
                        name="capacity_what_if_budget",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviceList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("rows", models.PositiveIntegerField()),
                ("content", models.JSONField()),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "sha256"), name="device_list_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=120)),
                ("engine_name", models.CharField(blank=True, max_length=120)),
                ("held", models.PositiveIntegerField(null=True)),
                ("mode", models.CharField(blank=True, max_length=12)),
                ("how", models.CharField(blank=True, max_length=200)),
                ("post", models.CharField(blank=True, max_length=120)),
                ("planned_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                ("listed_on", models.DateField()),
                ("left_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
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
                        fields=("compartment", "what", "name"), name="capability_item_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["system", "device", "technology"])),
                        name="capability_item_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["proactive", "reactive", ""])),
                        name="capability_item_mode_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", "technology"), _negated=True),
                            ("mode", ""),
                            _connector="OR",
                        ),
                        name="capability_item_technology_is_not_monitored",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held", None), ("what", "device"), _connector="OR"),
                        name="capability_item_count_of_devices",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on", None),
                            models.Q(
                                ("due_on__gte", models.F("planned_on")),
                                ("planned_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="capability_item_due_after_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("left_on__gte", models.F("listed_on")),
                            _connector="OR",
                        ),
                        name="capability_item_leaves_after_coming",
                    ),
                ],
            },
        ),
    ]
