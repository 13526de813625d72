import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from zhike.methods.reading import MethodError
from zhike.value.queries import methods


@pytest.mark.django_db
def test_a_method_file_that_lies_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    assert not [found for found in run_checks() if found.id == "zhike.methods"]
    lie = tmp_path / "cards" / "mine.toml"
    lie.parent.mkdir()
    lie.write_text('name = "yours"', "utf-8")
    settings.METHODS_DIR = tmp_path
    errors = [found.msg for found in run_checks() if found.id == "zhike.methods"]
    assert len(errors) == 1
    assert "cards/mine.toml: " in errors[0]
    with pytest.raises(MethodError):
        methods()


def test_what_only_the_night_needs_is_not_read_at_a_start() -> None:
    """The engine and numpy cost most of a second; no page asks them anything."""
    asked = (
        "import django, sys; django.setup(); import zhike.urls, zhike.value.forecasts;"
        "print(sorted({'numpy', 'scipy', 'duckdb', 'ibis'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
