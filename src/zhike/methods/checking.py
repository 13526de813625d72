"""Look over a folder of methods as a whole: every file that lies, not only the first."""

from pathlib import Path

from zhike.lib.words import Words
from zhike.methods.library import assembled, method, own_texts, texts
from zhike.methods.proof import proof
from zhike.methods.reading import MethodError

type Lie = tuple[str, str, Words]


def lies(folder: Path) -> tuple[list[Lie], int]:
    """Everything wrong with the files of a folder, as file, key and words, and how many files there are."""
    try:
        own = own_texts(folder)
    except MethodError as error:
        return [(error.file, error.key, error.words)], 0
    found: list[Lie] = []
    sound = {}
    for (kind, name), text in own.items():
        try:
            read = method(kind, name, text)
        except MethodError as error:
            found.append((error.file, error.key, error.words))
        else:
            sound[kind, name] = text
            found += [(f"{kind}/{name}.toml", p.key, p.words) for p in proof(read)]
    try:
        assembled({**texts(), **sound})
    except MethodError as error:
        found.append((error.file, error.key, error.words))
    return found, len(own)
