"""A served installation starts only when it is safe to."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

WHOLE = {
    "DJANGO_SETTINGS_MODULE": "iomtrack.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "strategy.example.org",
    "SITE_URL": "https://strategy.example.org",
    "DATABASE_URL": "sqlite:////nowhere/iomtrack.sqlite3",
    "BROKER_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp+tls://user:password@localhost:587",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py in an environment that holds nothing but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_passes_djangos_own_checks_without_a_warning(tmp_path: Path) -> None:
    outcome = manage("check", "--deploy", "--fail-level", "WARNING", **WHOLE, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode == 0, outcome.stderr
    assert "no issues" in outcome.stdout


@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"DJANGO_SETTINGS_MODULE"}))
def test_production_names_the_setting_that_is_missing(name: str, tmp_path: Path) -> None:
    rest = {key: value for key, value in WHOLE.items() if key != name}

    outcome = manage("check", **rest, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode != 0
    assert f"Set {name} in the environment" in outcome.stderr


@pytest.mark.parametrize("key", ["brief", "django-insecure-" + "x" * 60, "change-me-" + "x" * 60, "secret" + "x" * 60])
def test_production_refuses_a_default_or_short_key(key: str, tmp_path: Path) -> None:
    outcome = manage("check", **{**WHOLE, "SECRET_KEY": key}, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode != 0
    assert "SECRET_KEY is a default or too short" in outcome.stderr
    assert key not in outcome.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"REQUIRE_SECOND_FACTOR": "no"}, "REQUIRE_SECOND_FACTOR is off"),
        ({"OIDC_SERVER_URL": "http://id.example.org"}, "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too"),
        (
            {"OIDC_SERVER_URL": "http://id.example.org", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"},
            "OIDC_SERVER_URL must begin with https://",
        ),
    ],
)
def test_production_refuses_a_weaker_sign_in(changes: dict[str, str], told: str, tmp_path: Path) -> None:
    outcome = manage("check", **{**WHOLE, **changes}, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode != 0
    assert told in outcome.stderr


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ALLOWED_HOSTS": "strategy.example.org,*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": "other.example.org"}, "ALLOWED_HOSTS must hold the host of SITE_URL"),
        ({"SITE_URL": "http://strategy.example.org"}, "SITE_URL must begin with https://"),
    ],
)
def test_production_refuses_an_address_that_is_not_safe(changed: dict[str, str], told: str, tmp_path: Path) -> None:
    outcome = manage("check", **{**WHOLE, **changed}, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode != 0
    assert told in outcome.stderr


@pytest.mark.parametrize(("variables", "expected"), [({}, "False"), ({"REQUIRE_SECOND_FACTOR": "yes"}, "True")])
def test_development_asks_for_a_second_factor_when_told_to(
    variables: dict[str, str], expected: str, tmp_path: Path
) -> None:
    read = "from django.conf import settings; print(settings.REQUIRE_SECOND_FACTOR)"

    assert manage("shell", "-v0", "-c", read, IOMTRACK_STATE=str(tmp_path), **variables).stdout.strip() == expected


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "PatientDatabaseCache 0"),
        ({"BEHIND_PROXY": "yes", "CACHE_URL": "redis://localhost:6379/1"}, "RedisCache 1"),
    ],
)
def test_attempts_are_counted_in_a_shared_place_for_whoever_makes_them(
    variables: dict[str, str], expected: str, tmp_path: Path
) -> None:
    read = (
        "from django.conf import settings; from django.core.cache import cache; "
        "print(settings.CACHES['default']['BACKEND'].split('.')[-1], settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    outcome = manage("shell", "-v0", "-c", read, **{**WHOLE, **variables}, IOMTRACK_STATE=str(tmp_path))

    assert outcome.stdout.strip() == expected, outcome.stderr


SAFE = {
    "ALLOWED_HOSTS": ["strategy.example.org"],
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "CSRF_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_TRUSTED_ORIGINS": ["https://strategy.example.org"],
    "DEBUG": False,
    "LANGUAGE_COOKIE_SECURE": True,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_PROXY_SSL_HEADER": None,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_DOMAIN": None,  # of the prefix __Host- too: no domain, and the whole site
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "SESSION_COOKIE_PATH": "/",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_SECURE": True,
    "USE_X_FORWARDED_HOST": False,
}


def test_production_is_as_safe_as_it_says(tmp_path: Path) -> None:
    values = f"[getattr(settings, name) for name in {list(SAFE)}]"
    tell = f"import json; from django.conf import settings; print(json.dumps({values}))"

    outcome = manage("shell", "-v0", "-c", tell, **WHOLE, IOMTRACK_STATE=str(tmp_path))

    assert dict(zip(SAFE, json.loads(outcome.stdout), strict=True)) == SAFE


@pytest.mark.parametrize("command", ["load_accounts", "load_people", "load_sample", "load_recipients"])
def test_production_refuses_development_data(command: str, tmp_path: Path) -> None:
    outcome = manage(command, **WHOLE, IOMTRACK_STATE=str(tmp_path))

    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1


def test_development_makes_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    read_key = "from django.conf import settings; print(settings.SECRET_KEY)"
    place = {"IOMTRACK_STATE": str(tmp_path)}

    first, second = (manage("shell", "-v0", "-c", read_key, **place) for _time in range(2))

    assert len(first.stdout.strip()) >= 50
    assert first.stdout == second.stdout
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
