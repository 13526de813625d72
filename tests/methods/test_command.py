"""`zhike methods check FOLDER` says every lie with file and key."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from zhike.methods.library import library


def test_every_lie_in_a_folder_is_said(tmp_path: Path) -> None:
    texts = library().texts
    for kind, name, old, new in (
        ("standards", "contact_rhythm", "days = 30", "days = 14"),
        ("cards", "fair_comment", '"letter"', '"dance"'),
        ("playbooks", "quiet_customer", "visit_etiquette", "etiquette"),
    ):
        path = tmp_path / kind / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts[kind, name].replace(old, new), "utf-8")
    said = StringIO()
    with pytest.raises(CommandError, match="3"):
        call_command("methods", "check", str(tmp_path), lang="en", stdout=said)
    for part in (
        "examples[1].days_overdue",
        "cards/fair_comment.toml: moments",
        "steps[1].card",
    ):
        assert part in said.getvalue()


def test_a_sound_folder_is_said_to_be_sound(tmp_path: Path) -> None:
    said = StringIO()
    call_command("methods", "check", str(tmp_path), lang="zh", stdout=said)
    assert "都说得通" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("methods", "check", str(tmp_path / "nowhere"), lang="zh", stdout=said)
