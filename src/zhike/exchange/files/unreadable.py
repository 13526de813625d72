"""What is said when a file, or part of it, cannot be read."""

from zhike.lib.words import Words


class UnreadableError(Exception):
    """Nothing can be taken from this file; `words` says why and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words
