"""Whether the house runs: one word for machines, a page for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhike.serving.health import health
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import Open, needs


@needs(Open.PUBLIC)
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while the web server answers."""
    return HttpResponse("ok", content_type="text/plain")


@needs(Permission.READ_HEALTH)
@require_safe
def page(request: Request) -> HttpResponse:
    """What `zhike doctor` says, in the browser."""
    findings = health(timezone.now())
    is_well = all(finding.ok is not False for finding in findings)
    return render(request, "health/page.html", {"findings": findings, "is_well": is_well})
