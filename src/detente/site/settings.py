"""Settings, from the environment and the folder of this installation's state.

DETENTE_HOME          the folder of this installation: database, files, keys
                      (default: .detente in the checkout; where it was installed without one, ./.detente)
DETENTE_DATABASE_URL  postgresql://user:password@host:port/name; without it, SQLite in DETENTE_HOME
DETENTE_HOSTS         names that the server answers to, separated by commas (default: this machine only)
DETENTE_HTTPS         "on" behind TLS: cookies are then sent over HTTPS alone
DETENTE_URL           under which people reach this installation, such as https://detente.example: e-mail links to it
DETENTE_EMAIL_URL     smtp://, smtp+starttls:// or smtps://, then user:password@host:port; without it no e-mail is sent
DETENTE_EMAIL_FROM    the address that e-mail comes from
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from detente.site.installation import database_settings, secret_key, usual_home
from detente.site.mail_settings import mail_settings
from detente.site.rooms import room_names

HOME = Path(os.environ.get("DETENTE_HOME") or usual_home()).resolve()
SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [
    one for one in os.environ.get("DETENTE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if one
]
HTTPS = os.environ.get("DETENTE_HTTPS", "") == "on"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "detente.foundation",
    "detente.ui",
    *room_names(),
    "detente.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "detente.site.compression.PagesAreCompressed",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "detente.site.sign_in.TheActorIsKnown",
    "detente.site.failures.AnticipatedErrorsBecomePages",
    "detente.site.page_days.PagesRefuseOtherDays",
]

ROOT_URLCONF = "detente.site.urls"
WSGI_APPLICATION = "detente.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "detente.site.shell.shell",
            ],
        },
    }
]

DATABASES = {"default": database_settings(HOME, os.environ.get("DETENTE_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # rate limits must be shared by all processes
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}
}

AUTH_USER_MODEL = "foundation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "detente.site.sign_in_adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: people are invited
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after SESSION_COOKIE_AGE
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # an office shares one address of the network
    "login_failed": "60/m/ip,5/5m/key",  # the key is the e-mail address
    "signup": "60/m/ip",
    "change_password": "5/m/user",
}
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # load balancers ask inside
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
PUBLIC_URL = os.environ.get("DETENTE_URL", "")
MAIL = mail_settings(
    os.environ.get("DETENTE_EMAIL_URL", ""),
    sender=os.environ.get("DETENTE_EMAIL_FROM", ""),
    public_url=PUBLIC_URL,
)
MAIL_FROM = MAIL.sender  # empty: no e-mail is sent
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = MAIL.host, MAIL.port, 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
