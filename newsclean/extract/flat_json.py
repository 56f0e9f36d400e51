"""JSON in which every value stands once, in one list, and others name its place there.

Nuxt and SvelteKit write the state of a page so, by the library devalue: `[{"title": 1, "body": 2}, "Dam", [3], …]`.
"""

from typing import Any

MAX_VALUES = 200_000
"""Pages with all their texts in the state have some thousands."""
_MAX_WRAPPERS = 8
# `["Reactive", 7]` is the value at 7, as the framework watches it.
_WRAPPED_ITEMS = 2


def unfolded(value: object) -> object:
    """The value with its parts in their places; any other JSON as it is. Parts may hold themselves."""
    if not isinstance(value, list) or not _is_flat(value):
        return value
    flat = value[:MAX_VALUES]
    shells: list[Any] = [type(each)() if isinstance(each, dict | list) else each for each in flat]

    def at(place: object) -> object:
        for _ in range(_MAX_WRAPPERS):
            if type(place) is not int or not 0 <= place < len(flat):
                return None  # a place below zero stands for what JSON cannot write
            if not _is_wrapper(flat[place]):
                return shells[place]
            place = flat[place][1]
            if isinstance(place, str):
                return place  # a date
        return None

    for each, shell in zip(flat, shells, strict=True):
        if isinstance(each, dict):
            shell.update((key, at(place)) for key, place in each.items())
        elif isinstance(each, list) and not _is_wrapper(each):
            shell.extend(map(at, each))
    root = at(0)
    return root if isinstance(root, dict | list) else value


def _is_flat(values: list[Any]) -> bool:
    """Whether the first value holds places in the list alone, or wraps one, and no object has anything but places."""
    first = values[0] if values else None
    if not isinstance(first, dict | list) or (isinstance(first, list) and not _is_wrapper(first)):
        return False
    places = first[1:] if isinstance(first, list) else list(first.values())
    if not places or not all(type(place) is int and place < len(values) for place in places):
        return False
    return all(type(place) is int for each in values if isinstance(each, dict) for place in each.values())


def _is_wrapper(value: object) -> bool:
    return isinstance(value, list) and len(value) == _WRAPPED_ITEMS and isinstance(value[0], str)
