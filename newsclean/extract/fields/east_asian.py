"""Bylines in Chinese, Japanese and Korean, where a title, not a space, parts the names from the rest."""

import re

_HAN = "[\u3400-\u9fff々]"
_BEFORE = re.compile(r"(?:記者|记者|特派员|作者|撰文|撰稿|執筆|采写|(?<!\w)文(?=[/／：:]))[\s：:/／]{0,3}")
_AFTER = re.compile(rf"(?<!\w)({_HAN}{{3,5}})(?:記者|特派員)(?!\w)")
_NAME = re.compile(rf"{_HAN}{{2,4}}")
_BETWEEN = re.compile(r"[、，,\s]")
_KOREAN = re.compile(r"(?<!\w)([\uac00-\ud7af]{2,4})\s?(?:기자|선임기자|특파원|논설위원|앵커)(?!\w)")
_MAX_CHARS_BEFORE = 12
"""Of the outlet or place that may stand before the title."""
_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_east_asian(text: str) -> bool:
    """Whether the text has Chinese, Japanese or Korean letters."""
    return _SCRIPTS.search(text) is not None


def east_asian_names(text: str) -> tuple[str, ...]:
    """The names beside a reporter's title; empty where there is no such title."""
    if korean := _KOREAN.findall(text):
        return tuple(dict.fromkeys(korean))
    if japanese := _AFTER.findall(text):
        return tuple(dict.fromkeys(japanese))
    title = _BEFORE.search(text)
    if title is None or title.start() > _MAX_CHARS_BEFORE:
        return ()
    names: list[str] = []
    for part in _BETWEEN.split(re.split(r"[/／|｜）)】\]]", text[title.end() :], maxsplit=1)[0].strip()):
        if not _NAME.fullmatch(part):
            break
        names.append(part)
    return tuple(dict.fromkeys(names))
