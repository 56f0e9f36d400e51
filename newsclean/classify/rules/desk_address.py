"""Lines at the end that give the address of the newspaper's own desk."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "desk_address"
LAST_LINES = 3
MAX_WORDS = 30
# Thirty long words; a single word can be as long as a page.
MAX_CHARS = 500
SCORE = 0.85
# What newspapers call the address of their desk; the police and theatres have addresses of other names.
DESKS = frozenset(
    "redaktion redaktionen redaccion redacao redazione redaction redactie redakcja redakce redakcia redakcija "
    "redaktsiya redactia redaccio toimitus szerkesztoseg newsroom newsdesk editor editors editorial corrections "
    "korrekturen leserbrief leserbriefe lezersbrieven".split()
)
_MAIL = re.compile(r"([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,5})")
_PARTS_OF_NAME = re.compile(r"[._+-]")


def find(reading: Reading) -> Iterator[Verdict]:
    host = _host(reading.article.final_url or reading.article.url)
    for line in reading.lines[-LAST_LINES:]:
        if line.place == 0 or line.words > MAX_WORDS or len(line.text) > MAX_CHARS or "@" not in line.text:
            continue
        for mail in _MAIL.finditer(line.text):
            if not DESKS.isdisjoint(_PARTS_OF_NAME.split(mail[1].lower())) or _is_own(mail[2].lower(), host):
                yield Verdict(line.index, Label.PROMPT, NAME, SCORE, f"the newspaper's own address, {mail[0]}")
                break


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_own(domain: str, host: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


RULE = Rule(
    name=NAME,
    label=Label.PROMPT,
    summary="a line at the end with the e-mail address of the newspaper's desk, or of somebody at the page's own site",
    reason="A story that gives an address gives that of somebody else; its own is for readers who want to write.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The path below it stays closed until the lake has fallen by a metre, the mayor said.\n"
            "If you have walked there and have seen something, do write to redaktion@valleypost.example.",
            (2,),
        ),
    ),
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Whoever saw the car is asked to write to the police at tips@police.example or to call 555-0134.\n"
            "Tickets for the tour of the dam are at tickets@dam.example until Friday."
        ),
    ),
    misses="Addresses of persons, where the page's own address is not known.",
    find=find,
    find_max_words=MAX_WORDS,
    thresholds=(
        ("LAST_LINES", LAST_LINES, "such lines stand at the very end, before a credit or two"),
        ("MAX_WORDS", MAX_WORDS, "a sentence or two; what is longer tells something besides"),
        ("MAX_CHARS", MAX_CHARS, "thirty long words; a single word can be as long as a page"),
    ),
)
