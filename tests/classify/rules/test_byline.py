"""Who is named as a reporter."""

from newsclean import clean_text


def test_of_several_jobs_that_end_alike_the_longest_is_named() -> None:
    story = "工程师周五说，大坝经过一夜的检查，没有任何问题。\n谷报见习记者 李明 王小芳"
    (cut,) = clean_text(story, language="zh").removed
    assert cut.evidence == "“见习记者” and names"
