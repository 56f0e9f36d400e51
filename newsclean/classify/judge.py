"""Every rule over one reading, in one order."""

from newsclean.classify.lexicon import lexicon_for
from newsclean.classify.reading import Reading, read
from newsclean.classify.rules import GUARDS, RULES
from newsclean.config import CleanConfig
from newsclean.models import Article, Judgement


def read_article(article: Article, config: CleanConfig) -> Reading:
    """The article as rules read it, with the phrases of all languages and the user's own."""
    return read(article, lexicon_for(config.phrases), article.fields.language)


def judge(reading: Reading, config: CleanConfig) -> Judgement:
    """What each rule says of each line. Rules of labels that are switched off are not asked."""
    if not reading.lines:
        return Judgement()
    asked = (rule for rule in RULES if rule.label not in config.labels_off)
    verdicts = tuple(verdict for rule in asked for verdict in reading.answer(rule.find))
    if not verdicts:
        return Judgement()  # nothing to protect a line from
    return Judgement(verdicts, tuple(protection for guard in GUARDS for protection in guard.find(reading)))
