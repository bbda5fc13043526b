"""The tables of accounts, compartments, memberships, bars and approvals."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import custodes.web.accounts.models.granted


class Migration(migrations.Migration):
    """As the models say."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("staff", models.CharField(blank=True, db_index=True, max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("suspended_because", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_lower",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_active", True),
                                ("suspended_at", None),
                                ("suspended_because", ""),
                            ),
                            models.Q(
                                ("is_active", False),
                                ("suspended_at__isnull", False),
                                models.Q(("suspended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="user_suspended_with_time_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at", None),
                            ("expires_at__gt", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="user_expires_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Compartment",
            fields=[
                (
                    "key",
                    models.CharField(
                        default=custodes.web.accounts.models.new_key,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("INTAKE", "reports that people send in"),
                            ("INTEL", "intelligence"),
                            ("SOURCE", "sources of intelligence"),
                            ("CASE", "cases, safeguarding and referrals"),
                            ("MONITORING", "alerts and runs"),
                            ("CCU_WATCH", "the watch over the counter-corruption unit itself"),
                            ("PLAN", "the force's plan"),
                            ("INSPECTION", "the inspectorate's work"),
                            ("SYSTEM", "the installation: accounts, settings, audit and retention"),
                        ],
                        max_length=16,
                    ),
                ),
                ("force", models.CharField(blank=True, max_length=64)),
                ("title", models.CharField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "INTAKE",
                                    "INTEL",
                                    "SOURCE",
                                    "CASE",
                                    "MONITORING",
                                    "CCU_WATCH",
                                    "PLAN",
                                    "INSPECTION",
                                    "SYSTEM",
                                ],
                            )
                        ),
                        name="compartment_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=64)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("SUBJECT", "is the one it is about"),
                            ("LINE_MANAGER", "is the line manager of the one it is about"),
                            ("ASSOCIATION", "has declared an association"),
                            ("RECUSED", "has stepped back"),
                            ("OTHER", "another reason, written down"),
                        ],
                        max_length=16,
                    ),
                ),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bars",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bars",
                        to="accounts.compartment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=128)),
                ("at", models.DateTimeField()),
                (
                    "asker",
                    models.ForeignKey(
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
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.compartment",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MembershipEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="early_end",
                        to="accounts.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BarEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bar",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="early_end",
                        to="accounts.bar",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="bar_end_reason_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifted_by", models.F("approved_by")), _negated=True),
                        name="bar_end_by_two_people",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("compartment", None), models.Q(("subject", ""), _negated=True)),
                    models.Q(("compartment__isnull", False), ("subject", "")),
                    _connector="OR",
                ),
                name="bar_from_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis__in", ["SUBJECT", "LINE_MANAGER", "ASSOCIATION", "RECUSED", "OTHER"])
                ),
                name="bar_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.CheckConstraint(
                condition=models.Q(("end", None), ("end__gt", models.F("start")), _connector="OR"),
                name="bar_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="bar",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="bar_reason_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("asker")), _negated=True),
                name="approval_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "action__in",
                        [
                            "MAKE_REPORT",
                            "FOLLOW_OWN_REPORT",
                            "SEE_REPORTS",
                            "TRIAGE_REPORT",
                            "ANSWER_REPORTER",
                            "SEE_ALERTS",
                            "ASSIGN_ALERT",
                            "DECIDE_ALERT",
                            "RAISE_ALERT",
                            "SUPPRESS",
                            "EXPORT_ALERTS",
                            "REVEAL",
                            "REVEAL_IN_WATCH",
                            "SEE_RUNS",
                            "START_RUN",
                            "SEE_INTELLIGENCE",
                            "WRITE_INTELLIGENCE",
                            "EVALUATE_INTELLIGENCE",
                            "SANITISE_INTELLIGENCE",
                            "DISSEMINATE",
                            "SEE_SOURCES",
                            "LINK_SOURCE",
                            "EXPORT_SOURCE",
                            "SEE_CASES",
                            "WORK_CASE",
                            "AUTHORISE_CASE",
                            "CLOSE_CASE",
                            "EXPORT_CASE",
                            "SEE_SAFEGUARDING",
                            "SAFEGUARD",
                            "SEE_REFERRALS",
                            "REFER",
                            "DECLINE_TO_REFER",
                            "SEND_REFERRAL",
                            "SEE_PLAN",
                            "EDIT_PLAN",
                            "SIGN_PLAN",
                            "SUBMIT_PLAN",
                            "SEE_ASSESSMENTS",
                            "ASSESS",
                            "MODERATE",
                            "SEND_LETTER",
                            "SEE_TOTALS",
                            "SEE_RETENTION",
                            "HOLD",
                            "ERASE",
                            "ERASE_EARLY",
                            "SEE_AUDIT",
                            "EXPORT_AUDIT",
                            "SEE_CHECKPOINTS",
                            "SEE_ACCOUNTS",
                            "MANAGE_ACCOUNTS",
                            "RECOVER_KEY",
                            "SEE_MEMBERSHIPS",
                            "GRANT_MEMBERSHIP",
                            "GRANT_IN_WATCH",
                            "SET_BAR",
                            "LIFT_BAR",
                            "SEE_SETTINGS",
                            "CHANGE_SETTINGS",
                        ],
                    )
                ),
                name="approval_action_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "reporter",
                            "partner-user",
                            "staff-reporter",
                            "intake-officer",
                            "monitoring-analyst",
                            "intelligence-officer",
                            "source-custodian",
                            "case-officer",
                            "safeguarding-lead",
                            "ccu-supervisor",
                            "head-of-ccu",
                            "referral-decision-maker",
                            "professional-standards-watcher",
                            "auditor",
                            "system-administrator",
                            "force-plan-owner",
                            "chief-officer-lead",
                            "inspector",
                            "inspection-lead",
                            "national-reader",
                            "external-verifier",
                        ],
                    )
                ),
                name="membership_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("end", None), ("end__gt", models.F("start")), _connector="OR"),
                name="membership_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="membership_reason_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted_by", None),
                    models.Q(("granted_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="membership_not_self_granted",
            ),
        ),
        migrations.AddConstraint(
            model_name="membershipend",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="membership_end_reason_given",
            ),
        ),
    ]
