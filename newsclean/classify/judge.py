"""Every rule over one reading, in one order."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.lexicon import lexicon_for
from newsclean.classify.reading import Reading, ReadLine, read
from newsclean.classify.rules import GUARDS, RULES
from newsclean.config import CleanConfig
from newsclean.models import Article, Fields, Judgement, Verdict

_PLACES = {rule.name: place for place, rule in enumerate(RULES)}
# Of forty rules a line or a text concerns a few: each kind of evidence is asked for once, and not by each rule.
_BY_WORDING = {rule.label: (rule.name, rule.phrases) for rule in RULES if rule.phrases}
_BY_BOX = [(rule, boxes) for rule in RULES for boxes in rule.boxes]
_BY_LINE = [(rule.find_in_line, rule.line_max_words) for rule in RULES if rule.find_in_line]
_BY_LINE_MAX_WORDS = max(most for _, most in _BY_LINE)
_BY_READING = [rule.find for rule in RULES if rule.find]


def read_article(article: Article, config: CleanConfig) -> Reading:
    """The article as rules read it, with the phrases of all languages and the user's own."""
    return read(article, lexicon_for(config.phrases), article.fields.language)


def judge(reading: Reading, config: CleanConfig) -> Judgement:
    """What each rule says of each line, in the order of the rules. Labels that are switched off do not count."""
    if not reading.lines:
        return Judgement()
    found = [verdict for verdict in _verdicts(reading) if verdict.label not in config.labels_off]
    if not found:
        return Judgement()  # nothing to protect a line from
    found.sort(key=lambda verdict: _PLACES[verdict.rule])
    return Judgement(tuple(found), tuple(protection for guard in GUARDS for protection in guard.find(reading)))


def _verdicts(reading: Reading) -> Iterator[Verdict]:
    for label in reading.hits_by_label:
        if label in _BY_WORDING:
            yield from by_phrase(reading, label, *_BY_WORDING[label])
    if reading.is_html:
        for rule, boxes in _BY_BOX:
            yield from by_box(reading, rule.label, rule.name, boxes)
    for _, verdicts in reading.marked(_verdicts_on, _BY_LINE_MAX_WORDS):
        yield from verdicts
    for find in _BY_READING:
        yield from reading.answer(find)


def _verdicts_on(line: ReadLine, _: Fields) -> list[Verdict] | None:
    """What rules say that look at single lines."""
    asked = (find for find, most in _BY_LINE if line.words <= most)
    return [verdict for find in asked if (verdict := find(line))] or None
