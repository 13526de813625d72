"""English ordinals: 1st, 2nd, 3rd, 11th."""


def ordinal(number: int) -> str:
    """The number with its ending."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
