"""Lines at the end that give the address of the newspaper's own desk."""

import re
from collections.abc import Iterator

from newsclean.classify.mail_addresses import MAIL_ADDRESS
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict
from newsclean.page_urls import is_of_site, site_of

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
_PARTS_OF_NAME = re.compile(r"[._+-]")


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[-LAST_LINES:]:
        if line.place == 0 or line.words > MAX_WORDS or len(line.text) > MAX_CHARS or "@" not in line.text:
            continue
        site = site_of(reading.article.final_url or reading.article.url)
        for mail in MAIL_ADDRESS.finditer(line.text):
            is_own = site is not None and is_of_site(mail[2].lower(), site)
            if is_own or not DESKS.isdisjoint(_PARTS_OF_NAME.split(mail[1].lower())):
                yield Verdict(line.index, Label.PROMPT, NAME, SCORE, f"the newspaper's own address, {mail[0]}")
                break


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
