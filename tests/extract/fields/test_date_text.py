"""Dates as machines and people write them."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import date_from_dateline

DAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2024-05-03", None),
        ("20240503", None),
        ("2024/5/3", None),
        ("May 3, 2024", "en"),
        ("May 3rd, 2024", "en"),
        ("Friday, 3 May 2024", "en"),
        ("Published: 3 May 2024", "en"),
        ("03.05.2024", "de"),
        ("3. 5. 24", "cs"),
        ("03/05/2024", "fr"),
        ("25/05/2024", None),
        ("05/25/2024", None),
        ("3. Mai 2024", "de"),
        ("le vendredi 3 mai 2024", "fr"),
        ("3 de mayo de 2024", "es"),
        ("3 de maio de 2024", "pt"),
        ("3 maggio 2024", "it"),
        ("3 maja 2024", "pl"),
        ("3. května 2024", "cs"),
        ("3. svibnja 2024.", "hr"),
        ("2024. május 3.", "hu"),
        ("3 мая 2024 г.", "ru"),
        ("3 травня 2024", "uk"),
        ("3 Μαΐου 2024", "el"),
        ("3 Mayıs 2024", "tr"),
        ("3. toukokuuta 2024", "fi"),
        ("3 Mei 2024", "id"),
        ("3 tháng 5, 2024", "vi"),
        ("٣ مايو ٢٠٢٤", "ar"),
        ("3 मई 2024", "hi"),
        ("3 พฤษภาคม 2567", "th"),
        ("3 พ.ค. 2567", "th"),
        ("3 מאי 2024", "he"),
        ("3 במאי 2024", "he"),
        ("2024. gada 3. maijs", "lv"),
        ("2024 m. gegužės 3 d.", "lt"),
        ("2024ko maiatzaren 3a", "eu"),
        ("৩ মে ২০২৪", "bn"),
        ("3 मे 2024", "mr"),
        ("جمعه ۱۴ اردیبهشت ۱۴۰۳", "fa"),
        ("۱۴ اردیبهشت‌ماه ۱۴۰۳", "fa"),
        ("تاریخ انتشار: ۱۴۰۳/۰۲/۱۴", "fa"),
        ("۱۴ ثور ۱۴۰۳", "ps"),
        ("03.05.2024 - Güncelleme: 04.05.2024", "tr"),
        ("2024年5月3日", "ja"),
        ("2024년 5월 3일", "ko"),
    ],
)
def test_days(text: str, language: str | None) -> None:
    expected = DAY.replace(day=25) if "25" in text and "2567" not in text else DAY
    assert date_from_dateline(text, language) == expected


@pytest.mark.parametrize(
    ("text", "offset_hours"),
    [
        ("2024-05-03T10:15:00Z", 0),
        ("2024-05-03T10:15:00+02:00", 2),
        ("2024-05-03 10:15:00 -0600", -6),
        ("Fri, 03 May 2024 10:15:00 GMT", 0),
        ("Fri May 03 10:15:00 CEST 2024", 2),
        ("May 3, 2024 10:15 AM UTC", 0),
        ("3 May 2024, 10:15 (GMT+3)", 3),
    ],
)
def test_times_with_a_zone(text: str, offset_hours: int) -> None:
    zone = timezone(timedelta(hours=offset_hours))
    found = date_from_dateline(text)
    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(hours=offset_hours)
    assert found == datetime(2024, 5, 3, 10, 15, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Stand: 03.05.2024, 10:15 Uhr", 10),
        ("May 3, 2024 10:15 p.m.", 22),
        ("3 mai 2024 à 10h15", 10),
        ("2024年5月3日10時15分", 10),
        ("2024-05-03T10:15:00", 10),
        ("May 3, 2024 12:15 am", 0),
        ("3 May 2024, 3:15 p. m.", 15),
        ("2024.05.03. 오후 3:15", 15),
        ("2024.05.03. 오전 12:15", 0),
        ("2024年5月3日 下午 3:15", 15),
        ("2024年5月3日上午9:15", 9),
        ("2024年5月3日 午後3:15", 15),
    ],
)
def test_times_without_a_zone_stay_without(text: str, hour: int) -> None:
    assert date_from_dateline(text) == datetime(2024, 5, 3, hour, 15)


@pytest.mark.parametrize(
    "text", ["", "Local news", "10:15", "3 May", "2024", "31.02.2024", "99/99/2024", "May 2024", "12345678901"]
)
def test_what_is_no_date(text: str) -> None:
    assert date_from_dateline(text, "en") is None


def test_a_date_with_two_readings_is_none() -> None:
    assert date_from_dateline("03/04/2024", "en") is None
    assert date_from_dateline("03/04/2024", "fr") == date(2024, 4, 3)
    assert date_from_dateline("3 listopad 2024") is None
    assert date_from_dateline("3 listopad 2024", "pl") == date(2024, 11, 3)


@pytest.mark.parametrize(("text", "language"), [("5/3/2024 2:15:00 PM", "ar"), ("5/3/2024 2:15:00 PM", "en")])
def test_a_date_as_american_servers_write_it(text: str, language: str) -> None:
    assert date_from_dateline(text, language) == datetime(2024, 5, 3, 14, 15)


@pytest.mark.parametrize(("text", "language"), [("05/03/2024 02:15:00 PM", "ar"), ("5/03/2024 2:15:00 PM", "es")])
def test_a_date_with_a_zero_before_its_month_is_no_american_servers(text: str, language: str) -> None:
    assert date_from_dateline(text, language) == datetime(2024, 3, 5, 14, 15)
    assert date_from_dateline("5/11/2024 2:15:00 PM", "en") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۳۰ اسفند ۱۳۹۹", date(2021, 3, 20)),
        ("۱ فروردین ۱۴۰۰", date(2021, 3, 21)),
        ("۱ فروردین ۱۴۰۳", date(2024, 3, 20)),
        ("۳۰ اسفند ۱۴۰۲", None),
        ("۱۴۰۳/۱۳/۰۱", None),
        ("۱۴۴۵/۰۲/۱۴", None),
    ],
)
def test_days_of_the_persian_calendar(text: str, expected: date | None) -> None:
    assert date_from_dateline(text, "fa") == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789-/.:TZ+ May年月日apm,", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(date_from_dateline(text), date | None)
