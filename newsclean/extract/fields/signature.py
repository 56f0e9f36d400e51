"""The names that a text is signed with: a line by itself at its head or at its end."""

import re
from collections.abc import Sequence

from newsclean.extract.fields.byline import names_alone
from newsclean.extract.fields.east_asian import names_of_reporters
from newsclean.extract.fields.organisations import is_organisation
from newsclean.folding import fold

MAX_SIGNATURE_CHARS = 80
_SIGNATURE_MAX_WORDS = 3
"""Of each name; of four words most such lines are headings."""
# "Port Alder - ", "Port Alder, AP — ": where the text was written, at the head of its first paragraph.
_DATELINE = re.compile(r"[^\W\d][^\d.!?؟:؛\u2013\u2014-]{1,40}\s?[-\u2013\u2014]{1,2}\s")
_DATELINE_MAX_WORDS = 5
# "EXR (Jane Doe, John Roe)": the people behind a newsroom's own mark.
_NEWSROOM = re.compile(r"[^\W\d_]{2,8}\s?\(([^()]+)\)")
# English and languages that follow it set headings and wishes in capitals as names: "Thank You", "Photo Gallery".
_LANGUAGES_WITH_CAPITAL_HEADINGS = frozenset({"en", "id", "ms", "tl", None})
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_JAPANESE = re.compile("[（(]((?:[\u3400-\u9fff々]{3,5}、){0,2}[\u3400-\u9fff々]{3,5})[）)]")
_HEAD_BRACKETS = re.compile("[^〔（(【［，。]{0,24}[〔（(【［]([^〔〕（）()【】［］]{2,30})[〕）)】］]")
# "【ウィーン＝川辺真理】": where it was written, and who wrote it; who took the pictures or spoke is named alike.
_JAPANESE_DATELINE = re.compile(
    "\\s*【(?![^【】＝=]{0,14}(?:写真|撮影|画像|映像|動画|イラスト|話し手|語り))[^【】＝=]{1,15}[＝=]([\u3400-\u9fff々]{3,5})】"
)
_CLOSING_BRACKETS = re.compile("[。」』)）]【((?:[\u3400-\u9fff々]{3,5}、){0,2}[\u3400-\u9fff々]{3,5})】$")
# What notes in brackets at the end of a story, and names of desks, end in, and given names do not.
_NO_JAPANESE_NAME_ENDS = frozenset("完続略載部社局班係室員者紙面編回号賞事画")


def signed_names(
    opening: Sequence[str], closing: Sequence[str], site_names: frozenset[str], language: str | None
) -> tuple[str, ...]:
    """The people who sign at the head of a text, above its dateline, or else behind its last sentence.

    `opening` are the first two lines, `closing` those behind the last sentence; a house may stand below the name there.
    """
    may_open = len(opening) > 1 and language not in _LANGUAGES_WITH_CAPITAL_HEADINGS
    if may_open and _begins_with_dateline(opening[1]) and (names := _names(opening[0], site_names)):
        return names
    if not closing or len(closing) > len(("name", "house")):
        return ()
    if len(closing) > 1 and fold(closing[1]) not in site_names and not is_organisation(closing[1], site_names):
        return ()
    signature = closing[0].strip()[: MAX_SIGNATURE_CHARS + 1]
    if east_asian := names_of_reporters(signature) or _bracketed_japanese(signature, site_names, language):
        return east_asian
    has_house = len(closing) > 1
    names = _names(signature if has_house else _marked_names(signature, language), site_names)
    # Without capitals nothing tells a name from another line at the end.
    return names if all(map(_is_cased, names)) else ()


def reporters_at_head(first: str) -> tuple[str, ...]:
    """The reporters in brackets at the head of a Chinese story, or behind its dateline: "（記者李明／谷城報導）"."""
    brackets = _HEAD_BRACKETS.match(first[:MAX_SIGNATURE_CHARS])
    return names_of_reporters(brackets[1]) if brackets else ()


def reporter_in_dateline(first: str, site_names: frozenset[str]) -> tuple[str, ...]:
    """Who wrote a Japanese story, behind the place in its dateline: "【ウィーン＝川辺真理】"."""
    dateline = _JAPANESE_DATELINE.match(first[:MAX_SIGNATURE_CHARS])
    return _japanese_names(dateline[1], site_names) if dateline else ()


def _bracketed_japanese(signature: str, site_names: frozenset[str], language: str | None) -> tuple[str, ...]:
    bracketed = _JAPANESE.fullmatch(signature) if language == "ja" else None
    return _japanese_names(bracketed[1], site_names) if bracketed else ()


def signed_in_text(last: str, site_names: frozenset[str]) -> tuple[str, ...]:
    """The people in the brackets that close the last line of a Japanese story: "…と話した。【川辺真理】"."""
    brackets = _CLOSING_BRACKETS.search(last[-MAX_SIGNATURE_CHARS:])
    return _japanese_names(brackets[1], site_names) if brackets else ()


def _marked_names(signature: str, language: str | None) -> str:
    """What is signed behind a newsroom's mark, or in brackets; a bare name at the end may be a club's or a wish."""
    newsroom = _NEWSROOM.fullmatch(signature)
    if newsroom and signature.partition("(")[0].strip().isupper():
        return newsroom[1]
    if language in _LANGUAGES_WITH_CAPITAL_HEADINGS:
        return ""
    bracketed = _IN_BRACKETS.fullmatch(signature)
    return bracketed[1] if bracketed else ""


def _begins_with_dateline(line: str) -> bool:
    place = _DATELINE.match(line)
    tokens = place[0].rstrip(" -\u2013\u2014").split() if place else []
    return 0 < len(tokens) <= _DATELINE_MAX_WORDS and not tokens[0][:1].islower() and not tokens[-1][:1].islower()


def _names(line: str, site_names: frozenset[str]) -> tuple[str, ...]:
    if len(line) > MAX_SIGNATURE_CHARS or not line[:1].isalpha() or line.endswith(":") or any(map(str.isdigit, line)):
        return ()
    names = names_alone(line, site_names)
    is_signed = all(
        len(name.split()) <= _SIGNATURE_MAX_WORDS and fold(name).replace(" ", "") not in site_names for name in names
    )
    return names if is_signed else ()


def _is_cased(name: str) -> bool:
    return name[:1].isupper() and name.rsplit(maxsplit=1)[-1][:1].isupper()


def _japanese_names(text: str, site_names: frozenset[str]) -> tuple[str, ...]:
    names = tuple(text.split("、"))
    is_signed = all(name[-1] not in _NO_JAPANESE_NAME_ENDS and not is_organisation(name, site_names) for name in names)
    return names if is_signed else ()
