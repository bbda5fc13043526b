"""The tables of the plan: lines and versions, evidence, documents, figures, criteria."""

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
            name="PlanDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("bytes", models.PositiveIntegerField()),
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
                            models.Q(("withdrawn_at", None), ("withdrawn_because", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_document_withdrawn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("compartment", "name"),
                        name="plan_document_name_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanForce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("force", models.CharField(max_length=40)),
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
                                "force__in",
                                [
                                    "avon-and-somerset",
                                    "bedfordshire",
                                    "cambridgeshire",
                                    "cheshire",
                                    "city-of-london",
                                    "cleveland",
                                    "cumbria",
                                    "derbyshire",
                                    "devon-and-cornwall",
                                    "dorset",
                                    "durham",
                                    "dyfed-powys",
                                    "essex",
                                    "gloucestershire",
                                    "greater-manchester",
                                    "gwent",
                                    "hampshire",
                                    "hertfordshire",
                                    "humberside",
                                    "kent",
                                    "lancashire",
                                    "leicestershire",
                                    "lincolnshire",
                                    "merseyside",
                                    "metropolitan",
                                    "norfolk",
                                    "north-wales",
                                    "north-yorkshire",
                                    "northamptonshire",
                                    "northumbria",
                                    "nottinghamshire",
                                    "south-wales",
                                    "south-yorkshire",
                                    "staffordshire",
                                    "suffolk",
                                    "surrey",
                                    "sussex",
                                    "thames-valley",
                                    "warwickshire",
                                    "west-mercia",
                                    "west-midlands",
                                    "west-yorkshire",
                                    "wiltshire",
                                ],
                            )
                        ),
                        name="plan_force_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("element", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=16)),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("strand", models.CharField(blank=True, max_length=40)),
                ("strategy", models.CharField(blank=True, max_length=40)),
                ("recommendations", models.JSONField(default=list)),
                ("start", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
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
                    "changed_by",
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
                        fields=("compartment", "number"), name="plan_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["not-commenced", "commenced", "in-place", "set-aside"]),
                            ("element__in", ["strategy", "ccu", "monitoring", "links"]),
                        ),
                        name="plan_line_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due", None),
                            ("start", None),
                            ("due__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="plan_line_due_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("strand", ""), ("strategy", "")),
                            models.Q(
                                models.Q(("strand", ""), _negated=True),
                                models.Q(("strategy", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_line_strand_of_a_strategy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("element", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=16)),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("strand", models.CharField(blank=True, max_length=40)),
                ("strategy", models.CharField(blank=True, max_length=40)),
                ("recommendations", models.JSONField(default=list)),
                ("start", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("because", models.CharField(blank=True, max_length=500)),
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="plan.planline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "version"), name="plan_line_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                ("figure", models.CharField(blank=True, max_length=40)),
                ("page", models.PositiveIntegerField(null=True)),
                ("paragraph", models.CharField(blank=True, max_length=40)),
                ("shows", models.CharField(blank=True, max_length=500)),
                ("answers", models.JSONField(default=list)),
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
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.plandocument",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.planline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("figure", ""), _negated=True),
                                ("document", None),
                                ("page", None),
                                ("shows", ""),
                            ),
                            models.Q(
                                ("document__isnull", False),
                                ("figure", ""),
                                models.Q(("shows", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_evidence_live_or_by_hand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_because", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_evidence_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawnFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=40)),
                ("element", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("value", models.FloatField()),
                ("unit", models.CharField(max_length=40)),
                ("run", models.CharField(max_length=200)),
                ("on", models.DateField()),
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
                            ("element__in", ["strategy", "ccu", "monitoring", "links"]),
                            models.Q(("run", ""), _negated=True),
                        ),
                        name="plan_figure_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", "share"), _negated=True),
                            models.Q(("value__gte", 0), ("value__lte", 1)),
                            _connector="OR",
                        ),
                        name="plan_figure_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadedCriteria",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
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
                        fields=("compartment", "sha256"), name="plan_criteria_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("characteristic", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=12)),
                ("because", models.TextField()),
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
                            ("answer__in", ["in-full", "in-part", "not-yet"]),
                            (
                                "characteristic__in",
                                [
                                    "all-monitored",
                                    "devices-known",
                                    "enough-people",
                                    "intelligence-sought",
                                    "links-work",
                                    "people-meetings",
                                    "prevention",
                                    "threats-known",
                                    "wider-inquiries",
                                ],
                            ),
                            models.Q(("because", ""), _negated=True),
                        ),
                        name="plan_own_judgement_known",
                    ),
                    models.UniqueConstraint(
                        fields=("compartment", "characteristic", "version"),
                        name="plan_own_judgement_version_once",
                    ),
                ],
            },
        ),
    ]
