"""Bylines in Chinese, Japanese and Korean, where a title, not a space, parts the names from the rest."""

import re

_HAN = "[\u3400-\u9fff々]"
_BEFORE = re.compile(r"(?:記者|记者|特派员|作者|撰文|撰稿|執筆|采写|(?<!\w)文(?=[/／：:]))[\s：:/／]{0,3}")
_AFTER = re.compile(rf"(?<!\w)({_HAN}{{3,5}})(?:記者|特派員)(?!\w)")
_NAME = re.compile(rf"{_HAN}{{2,4}}")
_KOREAN_NAME = re.compile("[\uac00-\ud7af]{2,4}")
_BETWEEN = re.compile(r"[、，,\s]|(?:通讯员|通訊員|实习生|記者|记者)[\s：:]")
_KOREAN = re.compile(
    r"(?<!\w)((?:[\uac00-\ud7af]{2,4}[/·]){0,5}[\uac00-\ud7af]{2,4})\s?(?:기자|선임기자|특파원|논설위원|앵커)(?!\w)"
)
_MAX_CHARS_BEFORE = 12
"""Of the outlet or place that may stand before the title."""
_BYLINE_MAX_CHARS = 40
"""Of a line that names nobody but its reporters, with their outlets or places."""
# Pictures are signed as stories are.
_PICTURE = re.compile("[攝摄圖图撮▲▼△]|写真|照片|사진|翻拍")
# The commonest surnames of China, of nearly all who write there, with those of two characters.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏"
    "付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛柯庄岑葛祝焦俞温凌倪"
    "張劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蕭葉蘇呂盧鍾譚陸賈鄒龍賀顧龔萬錢戴嚴湯喬賴莊溫"
)
_TWO_CHARACTER_SURNAMES = ("欧阳", "歐陽", "上官", "司马", "司馬", "诸葛", "諸葛", "慕容", "司徒", "皇甫", "令狐")
# A given name or a pen name may be in syllables: 藤本ケイ.
_SIGNATURE = re.compile(
    "[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af々]{2,8}(?:[ \u3000・][\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af々]{1,8})?"
)
_OF_HOUSES = tuple("部 社 局 班 室 网 網 報 报 台 会 會 チーム スタッフ 編集 編輯 编辑 記者 记者 기자 팀 부 사".split())
# Links and labels in such places: 続きを見る, 記事一覧, この記事の著者, 本报讯.
_OF_LABELS = tuple("る 覧 せ 者 讯 訊 关注 關注 구독 구독하기 팔로우 프로필 더보기 페이지".split())
_KANA_ALONE = re.compile("[\u3041-\u30ff \u3000・]+")
_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_east_asian(text: str) -> bool:
    """Whether the text has Chinese, Japanese or Korean letters."""
    return _SCRIPTS.search(text) is not None


def is_east_asian_name(text: str) -> bool:
    """Whether it may be a name in Chinese or Korean letters, and nothing else."""
    return _NAME.fullmatch(text) is not None or _KOREAN_NAME.fullmatch(text) is not None


def is_chinese_name(text: str) -> bool:
    """Whether it is a surname with a given name of one or two characters, as in a box that is the author's."""
    is_compound = text.startswith(_TWO_CHARACTER_SURNAMES)
    given = len(text) - (2 if is_compound else 1)
    return _NAME.fullmatch(text) is not None and given in (1, 2) and (is_compound or text[0] in _SURNAMES)


def is_signature(text: str) -> bool:
    """Whether it may be what somebody is called, in a place that is the author's alone: 藤本ケイ, 김민수."""
    if _SIGNATURE.fullmatch(text) is None or _KANA_ALONE.fullmatch(text):
        return False
    return not text.endswith(_OF_HOUSES + _OF_LABELS)


def names_of_reporters(line: str) -> tuple[str, ...]:
    """The names in a line that says who reported, and from where, and nothing else."""
    if len(line) > _BYLINE_MAX_CHARS or not is_east_asian(line) or _PICTURE.search(line):
        return ()
    return east_asian_names(line)


def east_asian_names(text: str) -> tuple[str, ...]:
    """The names beside a reporter's title; empty where there is no such title."""
    if korean := _KOREAN.findall(text):
        return tuple(dict.fromkeys(name for names in korean for name in re.split("[/·]", names)))
    if japanese := _AFTER.findall(text):
        return tuple(dict.fromkeys(japanese))
    title = _BEFORE.search(text)
    if title is None or title.start() > _MAX_CHARS_BEFORE:
        return ()
    names: list[str] = []
    for part in filter(None, _BETWEEN.split(re.split(r"[/／|｜）)】\]]", text[title.end() :], maxsplit=1)[0])):
        if not _NAME.fullmatch(part):
            break
        names.append(part)
    return tuple(dict.fromkeys(names))
