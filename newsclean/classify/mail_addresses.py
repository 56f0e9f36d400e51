"""E-mail addresses in a line."""

import re

from newsclean.folding import fold

MAIL_ADDRESS = re.compile(r"([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,5})")
"""Its two groups are what stands before and behind the @."""

NAMED_MAX_CHARS = 300
"""Of a line that names somebody with an address; each word of it is looked for in each address."""

OWNER_MIN_LETTERS = 4
"""Shorter names stand in other people's addresses too."""


def is_of(name: str, text: str) -> bool:
    """Whether the text has an address or a handle with a part of the name in it: amoor@… of Ada Moor."""
    return any("@" in word and owner in word for word in fold(text).split() for owner in _owners(name))


def is_of_named(text: str) -> bool:
    """Whether an address is of somebody whom the text names behind its first word: "Write to Ada Moor at moor@…".

    What stands behind the @ may be what the sentence is about: the police, at hints@police.example.
    """
    if len(text) > NAMED_MAX_CHARS:
        return False
    owners = _owners(" ".join(word for word in text.split()[1:] if word[0].isupper() and "@" not in word))
    return any(owner in mail[1] for mail in MAIL_ADDRESS.finditer(fold(text)) for owner in owners)


def _owners(name: str) -> list[str]:
    parts = "".join(char if char.isalpha() else " " for char in fold(name)).split()
    return [part for part in parts if len(part) >= OWNER_MIN_LETTERS]
