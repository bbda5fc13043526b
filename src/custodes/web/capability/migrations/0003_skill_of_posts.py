"""The skill that the posts of a what-if hold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Made by makemigrations."""

    dependencies = [("capability", "0002_wrote")]

    operations = [
        migrations.AddField(
            model_name="whatif",
            name="skill",
            field=models.CharField(blank=True, default="", max_length=24),
        )
    ]
