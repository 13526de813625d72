"""Rows out of a workbook that is opened in the cage; here only its lines of JSON arrive."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

_TOO_MUCH = Words(
    "打开这个表格要用的内存或时间太多，已停下。请另存为 csv 再导入。",
    "Opening this workbook takes too much memory or time, so it was stopped. Save it as csv and import that.",
)
_OTHER_SHEETS = Words(
    "读的是工作表“{name}”；还有：{others}。要读别的，请在映射里写明 sheet。",
    "Sheet “{name}” was read; there are also: {others}. Name another one in the map to read it.",
)


class WorkbookRows:
    """The rows of one sheet, or of a file of cards, one after the other; `notes` says what else is in the file."""

    def __init__(self, path: Path, sheet: str = "", *, cage: str = "cage") -> None:
        self._path = path
        self._cage = f"zhike.exchange.files.{cage}"
        self._sheet = sheet
        self._total = 0
        self._read = 0
        self.notes: list[Words] = []

    def __iter__(self) -> Iterator[list[str]]:
        command = [sys.executable, "-I", "-m", self._cage]
        child = subprocess.Popen(  # noqa: S603 - our own module, the path as one argument
            [*command, str(self._path), self._sheet],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield from self._said_by(child)
        finally:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()

    def share(self) -> float:
        """How much of the sheet has been read, 0 to 1."""
        return self._read / self._total if self._total else 0.0

    def _said_by(self, child: "subprocess.Popen[bytes]") -> Iterator[list[str]]:
        for line in child.stdout or ():
            if not line.endswith(b"\n"):
                break
            message = json.loads(line)
            if isinstance(message, list):
                self._read += len(message)
                yield from message
            elif "sheet" in message:
                self._remember(message["sheet"], message["rows"], message["others"])
            elif "zh" in message:
                raise UnreadableError(Words(message["zh"], message["en"]))
            else:
                return
        raise UnreadableError(_TOO_MUCH)

    def _remember(self, name: str, rows: int, others: list[str]) -> None:
        self._total, self._read = rows, 0
        said = _OTHER_SHEETS.format(name=name, others="、".join(others))
        self.notes = [said] if others else []
