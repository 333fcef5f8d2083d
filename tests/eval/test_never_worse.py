"""The command that asks whole sets with every misbehaviour."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval import never_worse

EVERY = "150"


def test_it_says_what_each_behaviour_spoils(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    behaviours = ("--behaviour", "truthful", "--behaviour", "no citation", "--behaviour", "stall")
    monkeypatch.setattr(sys, "argv", ["x", "--every", EVERY, "--data", str(data_folder), *behaviours])
    assert never_worse.main() == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["behaviour", "asked", "worded", "false", "worse"]
    worded = [int(line.split()[-3]) for line in lines]
    assert worded[0] > 0
    assert worded[1:] == [0, 0]
