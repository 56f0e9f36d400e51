"""Every rule over one reading, in one order."""

from collections.abc import Iterator, Mapping, Sequence

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.lexicon import lexicon_for
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import NOTHING, Reading, read
from newsclean.classify.rules import GUARDS, RULES
from newsclean.config import CleanConfig
from newsclean.models import Article, Judgement, Protection, RememberedLine, Verdict

_PLACES = {rule.name: place for place, rule in enumerate(RULES)}
# Of forty rules a line or a text concerns a few: each kind of evidence is asked for once, and not by each rule.
_BY_WORDING = {rule.label: (rule.name, rule.phrases) for rule in RULES if rule.phrases}
# Those that long paragraphs are asked for first: of what is left most lines are out of question.
_BY_LINE = [
    (
        most,
        [
            (rule.find_in_line, rule.spares_sentences)
            for rule in RULES
            if rule.find_in_line and rule.line_max_words == most
        ],
    )
    for most in sorted({rule.line_max_words for rule in RULES if rule.find_in_line}, reverse=True)
]
_BY_BOX = [(rule, boxes) for rule in RULES for boxes in rule.boxes]
_BOX_NAMES = frozenset[str]().union(*(boxes.names for _, boxes in _BY_BOX))
_BY_READING = [(rule.find, rule.needs, rule.find_max_words) for rule in RULES if rule.find]
# By what is met: rules that need what a reading has not are not asked at all.
_BY_WHAT_IS_MET = {
    (is_html, has_memory): [
        (find, most)
        for find, needs, most in _BY_READING
        if needs is None or (needs == "html" and is_html) or (needs == "memory" and has_memory)
    ]
    for is_html in (False, True)
    for has_memory in (False, True)
}
_GUARDS_BY_LINE = [guard.find_in_line for guard in GUARDS if guard.find_in_line]
_GUARDS_BY_READING = [guard.find for guard in GUARDS if guard.find]


def read_article(article: Article, config: CleanConfig, remembered: Mapping[int, RememberedLine] = NOTHING) -> Reading:
    """The article as rules read it, with the phrases of all languages and the user's own."""
    return read(article, lexicon_for(config.phrases), article.fields.language, remembered)


def judge(reading: Reading, config: CleanConfig) -> Judgement:
    """What each rule says of each line, in the order of the rules. Labels that are switched off do not count."""
    if not reading.lines:
        return Judgement()
    found = [verdict for verdict in _verdicts(reading) if verdict.label not in config.labels_off]
    if not found:
        return Judgement()  # nothing to protect a line from
    found.sort(key=lambda verdict: _PLACES[verdict.rule])
    return Judgement(tuple(found), tuple(_protections(reading, {verdict.line for verdict in found})))


def _verdicts(reading: Reading) -> list[Verdict]:
    found = [verdict for line in reading.hit_lines for verdict in _worded(line)]
    if reading.is_html and not _BOX_NAMES.isdisjoint(reading.boxed_lines):
        for rule, boxes in _BY_BOX:
            found += by_box(reading, rule.label, rule.name, boxes)
    found += reading.found_in_lines(_found_in_lines)
    fewest = min([line.words for line in reading.lines])
    for find, most in _BY_WHAT_IS_MET[reading.is_html, bool(reading.remembered_lines)]:
        if fewest <= most:
            found += find(reading)
    return found


def _protections(reading: Reading, flagged: set[int]) -> Iterator[Protection]:
    for line in reading.lines:
        if line.index in flagged:
            yield from (protection for find in _GUARDS_BY_LINE if (protection := find(line)))
    for find in _GUARDS_BY_READING:
        yield from find(reading)


def _worded(line: ReadLine) -> list[Verdict]:
    """What rules say by the phrases that were found in a line."""
    labels = dict.fromkeys([hit.label for hit in line.hits if hit.label in _BY_WORDING])
    return [verdict for label in labels if (verdict := by_phrase(line, label, *_BY_WORDING[label]))]


def _found_in_lines(lines: Sequence[ReadLine]) -> Iterator[Verdict]:
    """What rules say that look at single lines."""
    others = [line for line in lines if line.text[-1] != "." or not line.text[-2:-1].isalnum()]
    for most, finds in _BY_LINE:
        lines = [line for line in lines if line.words <= most]
        for find, spares_sentences in finds:
            asked = [line for line in others if line.words <= most] if spares_sentences else lines
            yield from filter(None, map(find, asked))
