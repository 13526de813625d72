"""The mail itself: headers, plain words and a simple page of the same words."""

from email.policy import SMTP
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives, make_msgid
from django.utils.html import escape

from zhike.care.messages.rules import one_line
from zhike.care.messages.server import Server
from zhike.care.models import Outgoing
from zhike.lib.words import Words
from zhike.service.surveys import with_tokens
from zhike.users import queries as users
from zhike.users.models import User


class BadAddress(ValueError):
    """An address the mail system does not know how to reach."""


def message_id(server: Server) -> str:
    """A number for a message, kept with it, so that the same message sent twice can be told to be one."""
    return make_msgid(domain=server.from_address.rpartition("@")[2] or "zhike.invalid")


def composed(outgoing: Outgoing, server: Server, to: str) -> tuple[str, bytes]:
    """The receiver's bare address and the message as bytes."""
    letter = outgoing.letter
    if not to.isascii() or to.count("@") != 1 or any(c.isspace() or c in "<>,;" for c in to):
        raise BadAddress(to)
    subject = letter.subject if letter else outgoing.subject
    text = with_tokens(letter.body, letter.customer_id) if letter else outgoing.text
    receiver = letter.contact.name if letter and letter.contact else str(outgoing.user or "")
    author = letter.author if letter else None
    mail = EmailMultiAlternatives(
        subject=one_line(subject),
        body=text,
        from_email=formataddr((_sender(author), server.from_address)),
        to=[formataddr((one_line(receiver), to))],
        reply_to=[formataddr((one_line(str(author)), author.email))]
        if author and author.email
        else None,
        headers={
            "Message-ID": outgoing.message_id,
            **({} if letter else {"Auto-Submitted": "auto-generated"}),
        },
    )
    mail.attach_alternative(as_page(text, outgoing.language), "text/html")
    return to, mail.message(policy=SMTP).as_bytes()


def as_page(text: str, language: str) -> str:
    """The same words for readers that show pages; nothing in them is taken for markup."""
    paragraphs = "".join(
        f"<p>{escape(part).replace(chr(10), '<br>')}</p>"
        for part in text.split("\n\n")
        if part.strip()
    )
    lang = "zh-Hans" if language == "zh" else "en"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"></head>'
        f'<body style="font:16px/1.7 sans-serif;max-width:42em">{paragraphs}</body></html>'
    )


def _sender(author: User | None) -> str:
    house = users.company()
    company = one_line(house.name) if house else str(Words("知客", "Zhike"))
    return f"{one_line(str(author))} · {company}" if author else company
