"""The language of a text that does not declare one."""

import pytest

from newsclean.language import MIN_CHARS, detect_language

TEXTS = {
    "en": "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
    "fr": "Le barrage tient bon, ont annoncé vendredi les ingénieurs après une nuit de vérifications du mur.",
    "de": "Die Staumauer hält, sagten die Ingenieure am Freitag nach einer Nacht, in der sie jeden Meter prüften.",
    "es": "La presa aguanta, dijeron el viernes los ingenieros después de una noche en la que revisaron todo el muro.",
    "it": "La diga regge, hanno detto venerdì gli ingegneri dopo una notte in cui hanno controllato tutto il muro.",
    "pt": "A barragem aguenta, disseram na sexta-feira os engenheiros, depois de uma noite a verificar o muro todo.",
    "ru": "Плотина выдержала, сообщили инженеры в пятницу после ночной проверки, в которой участвовали сорок человек.",
    "uk": "Гребля витримала, повідомили інженери в п'ятницю після нічної перевірки, у якій узяли участь сорок людей.",
    "ar": "قال المهندسون يوم الجمعة إن السد صامد بعد ليلة من الفحوص شارك فيها أربعون رجلا من أبناء الوادي.",
    "ja": "ダムは持ちこたえた、と技術者たちは金曜日、四十人による夜通しの点検のあとに語った。湖の水位はなお高い。",
    "zh": "工程师周五表示，经过四十人通宵检查，大坝安然无恙。湖水仍然很高，镇长已经关闭了湖边的小路，等待水位下降。",
    "ko": "기술자들은 금요일 마흔 명이 밤새 점검한 끝에 댐이 버티고 있다고 밝혔다. 호수의 수위는 여전히 높은 상태이다.",
    "el": "Το φράγμα αντέχει, είπαν την Παρασκευή οι μηχανικοί ύστερα από μια νύχτα ελέγχων από σαράντα ανθρώπους.",
    "he": "הסכר מחזיק מעמד, אמרו המהנדסים ביום שישי אחרי לילה של בדיקות שבהן השתתפו ארבעים איש מן העמק.",
    "hy": "Ամբարտակը դիմանում է, ասացին ինժեներներն ուրբաթ օրը՝ քառասուն մարդու մասնակցությամբ ստուգումից հետո։",
    "ka": "კაშხალი უძლებს, განაცხადეს ინჟინრებმა პარასკევს, ორმოცი კაცის მონაწილეობით ჩატარებული შემოწმების შემდეგ.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_is_enough(code: str) -> None:
    assert detect_language([TEXTS[code]]) == code


@pytest.mark.parametrize("code", TEXTS)
def test_the_same_text_has_the_same_language(code: str) -> None:
    assert {detect_language([TEXTS[code]] * 3) for _ in range(5)} == {code}


def test_labels_in_another_language_do_not_decide() -> None:
    labels = ["Share", "Print", "Read more", "Home", "News"] * 5
    assert detect_language([*labels, TEXTS["fr"], TEXTS["fr"]]) == "fr"


def test_a_quotation_in_another_script_does_not_decide() -> None:
    assert detect_language([TEXTS["en"], "“大坝安然无恙”, he said, which means that the dam is safe."]) == "en"


@pytest.mark.parametrize("lines", [[], [""], ["Ja."], ["a" * (MIN_CHARS - 1)], ["1234567890 " * 20], ["… … — " * 30]])
def test_no_language_is_better_than_a_wrong_one(lines: list[str]) -> None:
    assert detect_language(lines) is None


def test_chinese_is_one_language_in_both_of_its_forms() -> None:
    text = "工程師週五表示，經過四十人通宵檢查，大壩安然無恙。湖水仍然很高，鎮長已經關閉了小路，等待水位下降。"
    assert detect_language([text]) == "zh"
