"""Notes on the author in whole sentences."""

from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice

from newsclean.classify.author_wording import ROLE_WITHIN_WORDS, has_role, is_introduced, told_in_next_sentence, told_of
from newsclean.classify.lexicon import AT_THE_START, Hit
from newsclean.classify.mail_addresses import is_of
from newsclean.classify.names import folded_names
from newsclean.classify.note_openings import NO_NOTE, OPENING_MAX_CHARS, NoteOpening, note_opening
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules import byline
from newsclean.classify.speech import outside_speech
from newsclean.folding import fold
from newsclean.models import Label, Verdict

NAME = "author_note"
LAST_LINES = 3
# The note on the author that the page names is sure; a stranger to the story with a job is likely.
AUTHOR_SCORE = 0.85
STRANGER_SCORE = 0.6
MIN_WORDS = 4
MAX_WORDS = 70
# The author is named above the story: behind a title, a deck, a label and a date at most.
SIGNED_WITHIN_LINES = 8
# Forms to reply, shares and notices of rights stand behind a note, a dozen lines at most.
TAIL_MAX_LINES = 12


def find(reading: Reading) -> Iterator[Verdict]:
    if len(reading.prose) <= LAST_LINES:
        return
    authors = folded_names(reading.article.fields.authors)
    tail = _last_lines(reading)
    label = next(
        (line for line in reading.hit_lines if line.place >= tail[0].place - 1 and line.is_worded_as(Label.BYLINE)),
        None,
    )
    for line in tail:
        if not MIN_WORDS <= line.words <= MAX_WORDS:
            continue
        said = note_opening(line.text[:OPENING_MAX_CHARS], line.folded, reading.language)
        if said == NO_NOTE and label is None and not authors:
            found = _on_stranger(reading, line)
        else:
            found = _behind_label(reading, line, label, said.name) or _on_author(reading, line, authors, said)
            found = found or _on_journalist(reading, line, authors, said.name) or _on_stranger(reading, line)
        if found:
            yield Verdict(line.index, Label.AUTHOR_BIO, NAME, found[1], found[0])


def _last_lines(reading: Reading) -> list[ReadLine]:
    """The last lines, without those that a formula tells to be no part of the story."""
    last = reversed(reading.lines[-TAIL_MAX_LINES:])
    untold = (line for line in last if not line.hits or not any(hit.anchor in AT_THE_START for hit in line.hits))
    return list(islice(untold, LAST_LINES))[::-1]


def _behind_label(reading: Reading, line: ReadLine, label: ReadLine | None, name: str) -> tuple[str, float] | None:
    if label is not None and line.place > label.place and (name or has_role(line.text, reading.language)):
        return f"behind “{label.text[:40]}”", AUTHOR_SCORE
    return None


def _on_author(
    reading: Reading, line: ReadLine, authors: Collection[str], said: NoteOpening
) -> tuple[str, float] | None:
    author = next(filter(partial(_opens_with, line.folded), sorted(authors)), None)
    if author and not _is_in_story(reading, author):
        return "opens with the author’s name, which the story has not", AUTHOR_SCORE
    if said.who_reported and _has_written(reading, said.who_reported, authors):
        return "tells from where the author reported", AUTHOR_SCORE
    opening = said.author_is.split()
    if opening and not _speaks_of(reading, opening[-2]) and not _is_told(line, said.author_is, reading.language):
        return f"opens with “{' '.join(opening)}”", STRANGER_SCORE
    return None


def _is_told(line: ReadLine, opening: str, language: str | None) -> bool:
    """Whether somebody in the story says it: "The writer is free to leave the country, the court said."."""
    hit = Hit(opening.rstrip(), Label.AUTHOR_BIO, "start", 0)
    return not outside_speech((hit,), line.text, line.folded, is_closed=line.ends_sentence, language=language)


def _has_written(reading: Reading, surname: str, authors: Collection[str]) -> bool:
    return any(surname in author.split() for author in authors) or _is_signed(reading, surname)


def _opens_with(folded: str, name: str) -> bool:
    """Whether a line begins with a full name, and not with one that goes on: "Ada Moore" is not Ada Moor."""
    return " " in name and folded.startswith(name) and not folded[len(name) : len(name) + 1].isalnum()


def _on_journalist(reading: Reading, line: ReadLine, authors: Collection[str], name: str) -> tuple[str, float] | None:
    if not name:  # before the dear part: most lines open with none
        return None
    is_brought_in = is_introduced(line.text, name, reading.language)
    if is_brought_in and _is_signed(reading, fold(name)) and not _is_in_story(reading, name):
        return f"on the author, {name}, whom the story does not name", AUTHOR_SCORE
    has_job = is_brought_in and has_role(line.text, reading.language)
    told = "has a job" if has_job else "gives an own address" if _has_own_address(line, name) else told_of(line.text)
    if not told:
        return None
    if any(author.startswith(fold(name)) for author in authors):
        return f"on the author, {name}", AUTHOR_SCORE
    if not authors and not _is_in_story(reading, name):
        return f"{name} is not in the story, and {told}", STRANGER_SCORE
    return None


def _on_stranger(reading: Reading, line: ReadLine) -> tuple[str, float] | None:
    """Where to write to or to follow somebody whom the story does not name, in a sentence behind who that is."""
    if not line.ends_sentence or not line.text[0].isupper():
        return None
    told = told_in_next_sentence(line.text)
    return (told, STRANGER_SCORE) if told and not _speaks_of(reading, line.folded.split(None, 1)[0]) else None


def _is_signed(reading: Reading, name: str) -> bool:
    """Whether a byline above the story has the folded name."""
    above = {line.index: line for line in reading.lines[:SIGNED_WITHIN_LINES]}
    signed = (above[found.line] for found in byline.find(reading) if found.line in above)
    return any(name in line.folded for line in signed)


def _has_own_address(line: ReadLine, name: str) -> bool:
    """ "Ada Moor can be reached at amoor@valleypost.example"."""
    return "@" in line.text and is_of(name, line.text)


def _is_in_story(reading: Reading, name: str) -> bool:
    """Whether the story has the surname, its last lines aside: there the notes on several authors stand."""
    return _speaks_of(reading, fold(name.rsplit(maxsplit=1)[-1]))


def _speaks_of(reading: Reading, folded: str) -> bool:
    behind = len(reading.lines) - LAST_LINES
    return any(folded in fold(line.text) for line in reading.prose if line.place < behind)


_STORY = (
    "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
    "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
    "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
    "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks."
)

RULE = Rule(
    name=NAME,
    label=Label.AUTHOR_BIO,
    summary="sentences at the end on the author, or on a journalist who is not in the story",
    reason="A note on the author stands behind “About the author”, opens with “The writer is” or with a name that the "
    "story has not, and that is the author's, or has a job of the press or an address, or was somebody's guest.",
    cuts=(
        Example(
            f"{_STORY}\nAda Moor is a journalist who lives on the coast and writes on water.",
            (4,),
            language="en",
        ),
        Example(
            f"{_STORY}\nAda Moor can be reached at amoor@valleypost.example or on Signal.",
            (4,),
            language="en",
        ),
        Example(
            f"{_STORY}\nAbout the author\nAda Moor was the engineer of the town for thirty years and now breeds sheep.",
            (5,),
            language="en",
        ),
        Example(
            f"{_STORY}\nThe writer is a professor of law at the university of Nordby.",
            (4,),
            language="en",
        ),
        Example(f"By Ada Moor\n{_STORY}\nAda Moor lives on the coast with two dogs.", (5,), language="en"),
        Example(f"By Ada Moor\n{_STORY}\nMoor reported from Castlemoor.", (5,), language="en"),
        Example(f"{_STORY}\nAda Moor travelled as a guest of Coast Ferries.", (4,), language="en"),
        Example(
            f"{_STORY}\nAda lives on the coast. E\N{NON-BREAKING HYPHEN}mail her at ada@valleypost.example.",
            (4,),
            language="en",
        ),
    ),
    keeps=(
        Example(
            "<html><head><title>Dam holds</title><meta name=author content='Ada Moor'></head><body><article>\n"
            + "".join(f"<p>{line}</p>\n" for line in _STORY.split("\n"))
            + "<p>Ada Moore of the town hall asked all to stay away from the lake.</p></article></body></html>",
            is_html=True,
        ),
        Example(
            "Der Damm über der Stadt hält, sagten Ingenieure am Freitag nach einer Nacht voller Prüfungen am Damm.\n"
            "Sie hatten jeden Meter geprüft, nachdem der See über der Stadt zwei Tage lang gestiegen war und stieg.\n"
            "Die Stadt hatte den Weg gesperrt; die Ingenieure wollen ihn öffnen, sobald der See gefallen ist.\n"
            "Der Bürgermeister hatte die Prüfungen nach dem Regen der letzten Wochen verlangt, sagte er selbst.\n"
            "Helfen Sie uns, schrieb eine Mutter an unsere Redaktion.",
            language="de",
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks by forty of them, in which "
            "they had measured each of its walls from the ground to the top, and the writer of its history stood by, "
            "taking notes of all that was found in that night by the engineers and their helpers from the valley.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks.\n"
            "The writer is the last who has seen it empty.",
            language="en",
        ),
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after Moor had filmed a crack in its western wall.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "The mayor of the town had asked for the checks at the dam after the rain of the last few weeks.\n"
            "Ada Moor is a journalist who lives on the coast and writes on water."
        ),
        Example(f"{_STORY}\nAda Moor, 41, is a nurse in the town, and lives there with two dogs.", language="en"),
        Example(f"{_STORY}\nMoor reported from the roof that the boats were gone.", language="en"),
        Example(f"{_STORY}\nThe writer is free to leave the country, the court said.", language="en"),
    ),
    misses="Notes that open with something else, or with a surname alone.",
    find=find,
    thresholds=(
        ("LAST_LINES", LAST_LINES, "notes stand at the very end, before a credit or two"),
        ("ROLE_WITHIN_WORDS", ROLE_WITHIN_WORDS, "the job is named in the first sentence"),
        ("MAX_WORDS", MAX_WORDS, "a note has one to three sentences"),
    ),
)
