"""What goes out to a customer is looked through first: phrases that hurt are not said (S1-38)."""

from zhike.value.queries import methods

CARDS = (
    "more_patience",
    "more_attitude",
    "more_speed",
    "more_language",
    "more_compensation",
    "more_level",
    "more_ways",
)


class Hurting(ValueError):
    """The words hold phrases the cards say to avoid."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.phrases = phrases
        super().__init__(", ".join(phrases))


def hurting(text: str) -> tuple[str, ...]:
    """The phrases in a text that the seven cards, and the one against contempt, say to avoid."""
    shelf = methods().cards
    found = [
        phrase
        for name in (*CARDS, "self_responsibility")
        if name in shelf
        for phrase in shelf[name].offences(text)
    ]
    return tuple(dict.fromkeys(found))


def look_through(text: str, *, anyway: bool) -> None:
    """`Hurting` unless nothing hurts, or it was said and is noted as it was."""
    found = hurting(text)
    if found and not anyway:
        raise Hurting(found)
