"""The only way a file leaves through a page (I4): what it is, under which name, never opened in the browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".vcf": "text/vcard; charset=utf-8",
    ".zip": "application/zip",
    ".json": "application/json",
    ".toml": "application/toml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
}


def file_answer(path: Path, name: str) -> FileResponse:
    """A file that lies on disk; what it is on the register was written before."""
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=_type_of(name)
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def kept_answer(file: IO[bytes], name: str) -> FileResponse:
    """A document somebody put away, as it came; the reading was written down before."""
    answer = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def framed_answer(file: IO[bytes]) -> FileResponse:
    """A PDF for the browser's own viewer; its view shuts it in."""
    return FileResponse(file, content_type="application/pdf")


def text_answer(content: bytes | str, name: str) -> HttpResponse:
    """Something small, handed out at once; its line is on the register."""
    answer = HttpResponse(content, content_type=_type_of(name))
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def calendar_answer(content: bytes) -> HttpResponse:
    """Somebody's own days for his calendar program; they are read again and again, so there is no line for each."""
    answer = HttpResponse(content, content_type=_type_of("zhike.ics"))
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename="zhike.ics"
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
