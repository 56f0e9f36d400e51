"""A changed member leaves every other byte of its object alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.corpus.splice import spliced

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"text":"a"}', '{"text":"b"}'),
        ('{ "n" : 1.50 , "text":"a","e":1E5}', '{ "n" : 1.50 , "text":"b","e":1E5}'),
        ('{"big":12345678901234567890123,"text": "a\\u00e9"}', '{"big":12345678901234567890123,"text": "b"}'),
        ('{"text":"first","text":"last"}', '{"text":"first","text":"b"}'),
        ('{"in":{"text":"x"},"text":"a"}', '{"in":{"text":"x"},"text":"b"}'),
        ('{"t":"a, \\"text\\": 1","text":"a"}\r', '{"t":"a, \\"text\\": 1","text":"b"}\r'),
        ('{"t":"a\\\\","text":"\\\\\\"","u":"\\\\"}', '{"t":"a\\\\","text":"b","u":"\\\\"}'),
        ('{"t":["]}",{"text":"\\"}"}, []] ,"text":"a"}', '{"t":["]}",{"text":"\\"}"}, []] ,"text":"b"}'),
        ('{"t\\"e\\\\":NaN , "te\\u0078t" :true}', '{"t\\"e\\\\":NaN , "te\\u0078t" :"b"}'),
        ('{"é":null,"text":[-Infinity]}', '{"é":null,"text":"b"}'),
    ],
)
def test_only_the_text_changes(before: str, after: str) -> None:
    assert spliced(before.encode(), {"text": "b"}) == after.encode()


def test_a_new_member_comes_last() -> None:
    assert spliced(b'{"text": "a" }', {"text": "b", "note": {"n": 1}}) == b'{"text": "b", "note": {"n": 1}}'
    assert spliced(b"{}", {"note": 1}) == b'{"note": 1}'


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.text(max_size=5), VALUES, st.booleans())
def test_it_is_the_same_object_otherwise(values: dict[str, Any], name: str, value: Any, ascii_only: bool) -> None:
    line = json.dumps(values, ensure_ascii=ascii_only).encode()
    assert json.loads(spliced(line, {name: value})) == {**values, name: value}


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(ValueError, match="no JSON object"):
        spliced(b"[1]", {"text": "b"})
