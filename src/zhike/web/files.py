"""The only way a file leaves through a page (I4): what it is, under which name, never opened in the browser."""

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, StreamingHttpResponse

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".vcf": "text/vcard; charset=utf-8",
    ".zip": "application/zip",
}


def file_answer(path: Path, name: str) -> FileResponse:
    """A file that lies on disk; what it is on the register was written before."""
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=_type_of(name)
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def lines_answer(lines: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """Lines made while they leave; only for what the asker brought in himself."""
    answer = StreamingHttpResponse(lines, content_type=_type_of(name))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _type_of(name: str) -> str:
    return TYPES[Path(name).suffix]
