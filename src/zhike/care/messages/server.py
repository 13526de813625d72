"""How the company sends mail: what the environment says, else what somebody set up on the page."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from zhike.care.messages.rules import Hours
from zhike.care.models import MailServer as MailServer
from zhike.trust import house_secrets, journal
from zhike.trust.actor import Actor, Permission, demand

PASSWORD = "smtp_password"  # noqa: S105 - the name under which it is sealed
_PATIENCE = 15


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in. `patience` is how many seconds each answer may take."""

    host: str
    port: int
    security: str
    username: str
    password: str
    from_address: str

    def backend(self, *, patience: int = _PATIENCE) -> EmailBackend:
        """Django's own way to this server; it opens nothing yet."""
        return EmailBackend(
            alias="zhike",
            host=self.host,
            port=self.port,
            username=self.username or None,
            password=self.password or None,
            use_tls=self.security == MailServer.Security.STARTTLS,
            use_ssl=self.security == MailServer.Security.TLS,
            timeout=patience,
        )

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def is_from_environment() -> bool:
    """Whether the machine's environment names the server; then the page only shows it."""
    return bool(settings.SMTP_HOST)


def mail_server() -> Server | None:
    """The server in use, or None where none is set up."""
    if is_from_environment():
        return Server(
            settings.SMTP_HOST,
            settings.SMTP_PORT,
            settings.SMTP_SECURITY,
            settings.SMTP_USER,
            settings.SMTP_PASSWORD,
            settings.DEFAULT_FROM_EMAIL,
        )
    row = MailServer.objects.filter(pk=1).exclude(host="").first()
    if row is None:
        return None
    password = house_secrets.opened(PASSWORD, row.sealed) if row.sealed else ""
    return Server(row.host, row.port, row.security, row.username, password, row.from_address)


def post_office() -> MailServer:
    """The one row of settings, with our own numbers before anybody set it up."""
    return MailServer.objects.filter(pk=1).first() or MailServer(pk=1)


def hours() -> Hours:
    """When customers may be written to."""
    office = post_office()
    return Hours(office.open_from, office.open_until)


@transaction.atomic
def set_up(actor: Actor, office: MailServer, *, password: str, on: date) -> None:
    """Keep how mail is sent; an empty password keeps the one there is, unless the server or its user is another."""
    demand(actor, Permission.MANAGE_POST)
    before = post_office()
    if password:
        office.sealed = house_secrets.locked(PASSWORD, password)
    elif (before.host, before.username) != (office.host, office.username):
        office.sealed = ""
    office.pk = 1
    office.save()
    journal.record(actor, "post.set_up", office, on=on, host=office.host, port=office.port)


def mail_is_set_up() -> bool:
    """Whether there is a server at all; opens no secret."""
    return is_from_environment() or bool(post_office().host)
