"""The phrase stock of the sample company, read from the files beside this one."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def stock(name: str) -> dict[str, Any]:
    """A file of the stock by its name: trades, people, talk or promises."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
