"""The tables of watches, and the way in which an alert under one comes up."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    dependencies = [
        ("accounts", "0005_acts_by_name"),
        ("alerts", "0001_alerts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=64, unique=True)),
                ("staff", models.CharField(db_index=True, max_length=64)),
                ("basis", models.CharField(max_length=24)),
                ("scope", models.JSONField()),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField()),
                ("reason", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WatchAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField()),
                ("reason", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WatchedPairs",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("run", models.CharField(max_length=20)),
                ("as_of", models.DateTimeField()),
                ("pairs", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WatchEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=2000)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="alert",
            name="alert_drawn_known",
        ),
        migrations.AlterField(
            model_name="alert",
            name="drawn",
            field=models.CharField(
                choices=[
                    ("rank", "by rank"),
                    ("random", "at random"),
                    ("watch", "under a watch"),
                    ("hand", "by hand"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("drawn__in", ["rank", "random", "watch", "hand"])),
                name="alert_drawn_known",
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="compartment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.compartment",
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="renews",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="alerts.watch",
            ),
        ),
        migrations.AddField(
            model_name="watchanswer",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="watchanswer",
            name="compartment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.compartment",
            ),
        ),
        migrations.AddField(
            model_name="watchanswer",
            name="watch",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answer",
                to="alerts.watch",
            ),
        ),
        migrations.AddField(
            model_name="watchedpairs",
            name="compartment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.compartment",
            ),
        ),
        migrations.AddField(
            model_name="watchedpairs",
            name="watch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="alerts.watch"
            ),
        ),
        migrations.AddField(
            model_name="watchend",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="watchend",
            name="compartment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.compartment",
            ),
        ),
        migrations.AddField(
            model_name="watchend",
            name="watch",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="early_end",
                to="alerts.watch",
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="watch_reason_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start"))), name="watch_expires"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["part3", "lawful-monitoring", "gdpr"])),
                name="watch_basis_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="watchanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="watch_answer_reason_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="watchedpairs",
            constraint=models.UniqueConstraint(
                fields=("watch", "run"), name="watched_pairs_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="watchend",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="watch_end_reason_given"
            ),
        ),
    ]
