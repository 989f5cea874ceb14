"""Fixtures that every test may use, and how hard the property tests look: the same small search every time in CI.

`RODTRAD_HEAVY=1` (`just heavy`) searches far and anew each time.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.published_demo import PublishedDemo, publish_once

settings.register_profile("small", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("heavy", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("heavy" if os.environ.get("RODTRAD_HEAVY") else "small")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source material beside the repository; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the source material (../shared) is not beside this repository")
    return folder


@pytest.fixture(scope="session")
def published_demo(tmp_path_factory: pytest.TempPathFactory) -> PublishedDemo:
    """The demo municipality, published once for the whole run; workers of a parallel run share it. Not to be changed:
    a test that alters a file copies the site first."""
    base = tmp_path_factory.getbasetemp()
    return publish_once((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published-demo")
