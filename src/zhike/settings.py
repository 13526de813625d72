"""Settings: one folder (`ZHIKE_HOME`) holds everything, one variable (`ZHIKE_DATABASE_URL`) moves it to PostgreSQL."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from zhike.sqlite import connection_class, use_bundled

use_bundled()

HOME = Path(os.environ.get("ZHIKE_HOME", "var")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """Made at the first start, readable by its owner only."""
    path = HOME / "secret_key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8")


def _database(url: str) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "zhike.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "factory": connection_class(),
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(
            f"ZHIKE_DATABASE_URL must start with postgresql://, not {parts.scheme}://"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ZHIKE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("ZHIKE_ORIGINS", "").split(",") if o]
ROOT_URLCONF = "zhike.urls"
WSGI_APPLICATION = "zhike.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, Any] = {"default": _database(os.environ.get("ZHIKE_DATABASE_URL", ""))}

FACTS_DIR = HOME / "facts"
ENGINE = os.environ.get("ZHIKE_ENGINE", "")
UPLOADS_DIR = HOME / "uploads"
KEYS_FILE = Path(os.environ.get("ZHIKE_KEYS", HOME / "keys.json"))
ERASED_FILE = HOME / "erased.jsonl"
EXPORTS_DIR = HOME / "exports"
ANCHORS_DIR = HOME / "anchors"
DOCUMENTS_DIR = HOME / "documents"
METHODS_DIR = Path(os.environ["ZHIKE_METHODS"]) if "ZHIKE_METHODS" in os.environ else None

USE_TZ = True
TIME_ZONE = os.environ.get("ZHIKE_TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

ROOMS = [
    "users",
    "trust",
    "customers",
    "activities",
    "sales",
    "service",
    "value",
    "care",
    "exchange",
    "web",
]
INSTALLED_APPS = [
    "zhike",
    *[f"zhike.{room}" for room in ROOMS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "zhike.web.middleware.Doorkeeper",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["zhike.web.templatetags.zhike"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhike.web.context.shell",
            ],
        },
    }
]

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
ACCOUNT_ADAPTER = "zhike.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
RATE_LIMITS = {"calendar_feed": "120/m/ip,60/h/key", "survey": "240/m/ip,240/h/key"}
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Zhike 知客"

HTTPS = os.environ.get("ZHIKE_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
IMPORT_MAX_BYTES = 200_000_000
DOCUMENT_MAX_BYTES = 50_000_000

# Mail: what stands here goes before what is set up on the page (care.messages.server).
MAILERS: dict[str, Any] = {
    "default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
}
SMTP_HOST = os.environ.get("ZHIKE_SMTP_HOST", "")
SMTP_PORT = int(os.environ.get("ZHIKE_SMTP_PORT", "25"))
SMTP_SECURITY = os.environ.get("ZHIKE_SMTP_SECURITY", "none")
SMTP_USER = os.environ.get("ZHIKE_SMTP_USER", "")
SMTP_PASSWORD = os.environ.get("ZHIKE_SMTP_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("ZHIKE_MAIL_FROM", "zhike@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "zhike.lib.masking.MaskingFormatter",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"zhike": {"level": "INFO"}},
}
