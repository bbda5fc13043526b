"""A report is triaged with a risk, a name can be taken back, an answer is sealed once, a message to
what was disposed of begins a report of its own."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def back_to_triage(apps: Any, _editor: Any) -> None:
    """Give back to triage what came past it, because a message arrived before it was triaged."""
    apps.get_model("reports", "Report").objects.filter(
        Q(risk="") | Q(possible_victim=None),
        state__in=["triaged", "proposed", "decided", "closed"],
    ).update(
        state="opened",
        outcome="",
        reason="",
        referred_to="",
        proposed_by=None,
        decided_by=None,
        decided_at=None,
        closed_at=None,
        dispose_on=None,
        version=F("version") + 1,
    )


class Migration(migrations.Migration):
    """Made by makemigrations, after the reports that the new constraint would refuse."""

    dependencies = [
        ("accounts", "0008_identity"),
        ("partners", "0002_questions_and_versions"),
        ("reports", "0001_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(back_to_triage, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="named",
            name="report_named_once",
        ),
        migrations.AddField(
            model_name="named",
            name="back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="named",
            name="back_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="named",
            name="back_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="named",
            name="was",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="report",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.report",
            ),
        ),
        migrations.AddField(
            model_name="sealed",
            name="token",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="named",
            name="staff",
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="report",
            name="sealed_id",
            field=models.CharField(db_index=True, max_length=32),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staff", ""), _negated=True),
                fields=("report", "staff"),
                name="report_named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="named",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("staff", ""), _negated=True),
                        ("back_at", None),
                        ("back_because", ""),
                        ("back_by", None),
                        ("was", ""),
                    ),
                    models.Q(
                        ("back_at__isnull", False),
                        ("back_by__isnull", False),
                        ("staff", ""),
                        models.Q(("was", ""), _negated=True),
                        models.Q(("back_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_named_taken_back_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "disposed"), _negated=True),
                fields=("sealed_id",),
                name="report_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["triaged", "proposed", "decided", "closed"]), _negated=True
                    ),
                    models.Q(
                        models.Q(("risk", ""), _negated=True), ("possible_victim__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="report_triaged_with_a_risk",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True),
                fields=("report", "token"),
                name="report_envelope_once",
            ),
        ),
    ]
