"""Programs that an article shows: their lines are text, whatever they may mean by themselves."""

from lxml.html import HtmlElement

from newsclean.extract.align import comparison_key

CODE_TAG = "pre"
# What is longer is a dump, of which nobody reads each line.
CODE_MAX_CHARS = 200_000


def code_line_keys(tree: HtmlElement) -> frozenset[str]:
    """The lines of the page's `pre` elements, in the form in which lines are compared.

    Some sites set each line as a `code` of its own, with no break between.
    """
    keys = set[str]()
    left = CODE_MAX_CHARS
    for element in tree.iter(CODE_TAG):
        text = str(element.text_content())
        left -= len(text)
        if left < 0:
            break
        keys.update(map(comparison_key, text.split("\n")))
        keys.update(comparison_key(str(line.text_content())) for line in element.iterchildren("code"))
    keys.discard("")
    return frozenset(keys)
