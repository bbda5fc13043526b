"""Django's settings: one file, and what differs between installations comes from `Config`."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from custodes.web.accounts.provider import Provider
from custodes.web.site.config import Part, config_from
from custodes.web.site.intake_settings import intake_settings

CONFIG = config_from(os.environ)

# A process that only looks (checks, making migrations) before the home is prepared has a secret
# of its own, which signs nothing that lasts.
SECRET_KEY = (
    CONFIG.secret.read_text("ascii") if CONFIG.secret.exists() else secrets.token_urlsafe(50)
)
DEBUG = False
ALLOWED_HOSTS = list(CONFIG.hosts)
ROOT_URLCONF = "custodes.web.site.urls"
WSGI_APPLICATION = "custodes.web.site.wsgi.application"

# One a line, from the floor up.
AREAS = [
    "custodes.web.audit",
    "custodes.web.accounts",
    "custodes.web.jobs",
    "custodes.web.pseudonyms",
    "custodes.web.auditing",
    "custodes.web.design",
    "custodes.web.partners",
    "custodes.web.reports",
    "custodes.web.capability",
    "custodes.web.plan",
    "custodes.web.submission",
    "custodes.web.alerts",
    "custodes.web.runs",
    "custodes.web.packs",
    "custodes.web.api",
    "custodes.web.assessment",
    "custodes.web.letters",
    "custodes.web.home",
]
INSTALLED_APPS = [
    *AREAS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    "custodes.web.site.faults.faults",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "custodes.web.site.headers.headers",
    "custodes.web.api.middleware.problems",
    "custodes.web.site.faults.plain_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "custodes.web.accounts.middleware.gate",
    "axes.middleware.AxesMiddleware",
    # Innermost of these: knows who asks, and records a look before its bytes leave.
    "custodes.web.audit.middleware.record_looks",
    "custodes.web.site.faults.NulIsNowhere",
]

# The secrets of the database are in the environment, never in a file of ours.
SQLITE = {
    "ENGINE": "custodes.web.audit.sqlite",
    "NAME": CONFIG.sqlite,
    "OPTIONS": {
        # A writer takes the file at BEGIN, so that what it read cannot change below it.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON"
        ),
    },
}
POSTGRESQL = {
    "ENGINE": "django.db.backends.postgresql",
    # Each thread keeps its connection between pages; one that was cut is made again.
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
DATABASES = {"default": POSTGRESQL | dict(CONFIG.database) if CONFIG.database else SQLITE}
# The key that signs checkpoints, and the folders of the witnesses to whom they are handed.
AUDIT_KEY = CONFIG.audit_key
AUDIT_WITNESSES = CONFIG.witnesses
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "jinja2"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "custodes.web.design.environment.environment",
            "context_processors": ["custodes.web.accounts.addresses.addresses"],
        },
    },
    # Libraries bring templates of Django's own kind.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
# Served from the installed package, with no copy made; whose own name tells their version.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A page loads what this host serves and nothing else; nothing is inline, nothing is evaluated.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        # What a browser refused is counted; nothing of the report is kept.
        "report-uri": ["/csp-report"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = CONFIG.https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000 if CONFIG.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.https
# The proxy before us says whether the outer connection is encrypted; waitress hears no other.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.https else None

SESSION_COOKIE_NAME = "__Host-session" if CONFIG.https else "session"
SESSION_COOKIE_SECURE = CONFIG.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if CONFIG.https else "csrf"
CSRF_COOKIE_SECURE = CONFIG.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "custodes.web.site.faults.form_refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Ids and counts only: Django's own error log would write addresses and what was sent.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "custodes": {"handlers": ["terminal"], "level": "INFO"},
        "django": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

# Accounts. Nobody signs up and nothing is mailed; a second factor is compulsory but for the
# demonstration. The force's own identity provider signs people in where the configuration names it.
SECOND_FACTOR_COMPULSORY = not CONFIG.demonstration
IDENTITY_PROVIDER = (
    Provider(
        CONFIG.provider.issuer,
        CONFIG.provider.client,
        CONFIG.provider.secret.read_text("utf-8").strip(),
        CONFIG.provider.second_factor,
    )
    if CONFIG.provider
    else None
)
ACCOUNTS_KEY = CONFIG.folder / "accounts.key"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "custodes.web.accounts.adapter.Backend",
]
# How the accounts come to the names of the pages.
STAFF_NAMES = "custodes.web.pseudonyms.staff"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_ADAPTER = "custodes.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if CONFIG.https else "http"
MFA_ADAPTER = "custodes.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Without https the pages are served to this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.https
# Five failures in a quarter of an hour stop sign-in by password with that address, whoever has it.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "custodes.web.accounts.lock_out.address_tried"
AXES_LOCKOUT_CALLABLE = "custodes.web.accounts.lock_out.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# It wants the address counted too; ours is not rotated away from, for it is the account that is.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
LOGGING["loggers"]["axes"] = {"handlers": [], "level": "CRITICAL", "propagate": False}

# The intake is served from the same code by a process of its own, with what it needs and no more.
INTAKE_PUBLIC_KEYS: Path = CONFIG.public_keys
INTAKE_SCANNER = CONFIG.scanner
INTAKE_EXIT: str = CONFIG.exit
# A form that is sent faster than anybody types is asked to be sent again.
INTAKE_LEAST_SECONDS = 4
# Bytes of a request: three files, and the form around them.
INTAKE_MOST_BODY = 32 * 2**20
if CONFIG.part is Part.INTAKE:
    globals().update(intake_settings())
