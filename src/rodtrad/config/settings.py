"""Django's settings. One setting changes the database (`DATABASE_URL`); the rest has safe defaults.

`RODTRAD_DATA` is the folder of raw files, Parquet and published editions; `RODTRAD_SECRET_KEY` signs what the workspace
signs and is made anew at each start when it is not given.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DATA_FOLDER = Path(os.environ.get("RODTRAD_DATA", "rodtrad-data")).absolute()
SECRET_KEY = os.environ.get("RODTRAD_SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("RODTRAD_HOSTS", "").split(",") if host]


def database_from(address: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address such as `postgresql://user:secret@host:5432/name`."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL må begynne med postgresql:// (Rødtråd bruker bare PostgreSQL)")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "TEST": {"TEMPLATE": "template0"},
    }


DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", "postgresql://rodtrad@/rodtrad"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rodtrad.foundation.audit",
    "rodtrad.foundation.access",
    "rodtrad.foundation.organisation",
    "rodtrad.foundation.batches",
    "rodtrad.features.publishing",
    "rodtrad.features.authoring",
    "rodtrad.features.accounts",
    "rodtrad.features.goals",
    "rodtrad.features.budget",
    "rodtrad.features.forecasts",
]

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True
