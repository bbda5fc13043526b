"""Every area of every part at once: for types, migrations and tests. Nothing is served with it."""

from custodes.web.site.intake_settings import AREAS as OF_THE_INTAKE
from custodes.web.site.settings import *  # noqa: F403
from custodes.web.site.settings import INSTALLED_APPS as SERVED

INSTALLED_APPS = [*SERVED, *(area for area in OF_THE_INTAKE if area not in SERVED)]
