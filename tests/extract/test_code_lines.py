"""Which lines of a page are those of a program."""

from newsclean.extract.code_lines import CODE_MAX_CHARS, code_line_keys
from tests.extract.trees import tree_of


def test_lines_of_code_are_known_by_their_breaks_or_their_elements() -> None:
    tree = tree_of(
        "<p>print(level)</p><pre>for level in levels:\n    ...</pre><pre><code>a = 1</code><code>b</code></pre>"
    )
    assert code_line_keys(tree) == {"forlevelinlevels:", "...", "a=1b", "a=1", "b"}


def test_a_dump_is_not_read() -> None:
    assert code_line_keys(tree_of("<pre>a</pre><pre>" + "b" * CODE_MAX_CHARS + "</pre>")) == {"a"}
