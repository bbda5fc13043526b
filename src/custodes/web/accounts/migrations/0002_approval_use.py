"""The table that says which approvals were used."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """As the models say."""

    dependencies = [("accounts", "0001_accounts")]

    operations = [
        migrations.CreateModel(
            name="ApprovalUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="use",
                        to="accounts.approval",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
