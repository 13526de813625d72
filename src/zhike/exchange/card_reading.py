"""A photo of a business card becomes a picture drawn anew and the fields read from it; nothing of either is kept here."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from zhike.exchange.card_text import CardText, read_card
from zhike.exchange.files import eyes
from zhike.exchange.files.picture import redrawn
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

SIDE = 1_600


@dataclass(frozen=True, slots=True)
class Reading:
    """The picture to look at beside the form, what was read, and why something was not."""

    picture: bytes
    card: CardText
    problem: Words | None = None


def read_photo(photo: bytes) -> Reading:
    """Draw the photo anew and read it; `UnreadableError` when it is no picture at all."""
    with TemporaryDirectory(prefix="zhike-card-") as folder:
        source, fresh = Path(folder) / "photo", Path(folder) / "card.jpg"
        source.write_bytes(photo)
        picture = redrawn(source, side=SIDE)
        fresh.write_bytes(picture)
        shown = redrawn(fresh, side=900)
        try:
            lines = eyes.words_of(fresh)
        except UnreadableError as error:
            return Reading(shown, CardText(), error.words)
    return Reading(shown, read_card(lines))
