"""Who is named as a reporter."""

from time import process_time

from newsclean import clean_text
from newsclean.classify.mail_addresses import is_of_named


def test_of_several_jobs_that_end_alike_the_longest_is_named() -> None:
    story = "工程师周五说，大坝经过一夜的检查，没有任何问题。\n谷报见习记者 李明 王小芳"
    (cut,) = clean_text(story, language="zh").removed
    assert cut.evidence == "“见习记者” and names"


def test_many_names_and_addresses_in_one_line() -> None:
    line = f"Write to {'Abcd.' * 20_000} {'x@y.zz,' * 20_000}"
    started = process_time()
    assert not is_of_named(line)
    assert process_time() - started < 1
