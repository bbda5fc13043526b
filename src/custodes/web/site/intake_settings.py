"""What the settings are for a process that serves the intake: fewer areas, no cookies, no accounts.

Nothing is known of whoever sends a request: there is no session, no sign-in and no cookie, and
bodies stay in memory. `settings.py` puts these over its own; they are tested as they are here.
"""

from typing import Any

from csp.constants import NONE, SELF

AREAS = ["custodes.web.audit", "custodes.web.design", "custodes.web.intake"]


def intake_settings() -> dict[str, Any]:
    """The settings that differ, by name."""
    return {
        "AREAS": AREAS,
        "INSTALLED_APPS": [*AREAS, "django.contrib.staticfiles", "csp"],
        "ROOT_URLCONF": "custodes.web.site.intake_urls",
        "MIDDLEWARE": [
            "custodes.web.intake.guards.leaves_no_trace",
            "custodes.web.site.faults.faults",
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "csp.middleware.CSPMiddleware",
            "custodes.web.site.headers.headers",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            # In place of a cookie with a token: there is nobody signed in whom a form could misuse.
            "custodes.web.intake.guards.from_here_alone",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "APP_DIRS": True,
                "OPTIONS": {
                    "environment": "custodes.web.design.environment.environment",
                    "context_processors": ["custodes.web.intake.pages.every_page"],
                },
            },
        ],
        "AUTHENTICATION_BACKENDS": [],
        "SILENCED_SYSTEM_CHECKS": [],
        "SECURE_REFERRER_POLICY": "no-referrer",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": [NONE],
                "script-src": [SELF],
                "style-src": [SELF],
                "img-src": [SELF],
                # Whoever leaves in a hurry is sent on to a page elsewhere by a form of ours.
                "form-action": [SELF],
                "frame-ancestors": [NONE],
                "base-uri": [NONE],
                "object-src": [NONE],
            }
        },
        # Nothing that is sent touches a disk before it is sealed.
        "FILE_UPLOAD_HANDLERS": ["custodes.web.intake.files.uploading.InMemory"],
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 400_000,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 100,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 10,
    }
