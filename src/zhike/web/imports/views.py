"""Files brought in: uploaded, mapped, checked, written, and taken back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.RUN_IMPORTS)
@require_safe
def imports(request: Request) -> HttpResponse:
    """What was brought in so far."""
    return render(request, "imports/list.html", {})
