"""The article's description in one or two sentences, as the publisher gives it."""

from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.found import Found
from newsclean.extract.json_ld import JsonLd, plain_text

DESCRIPTION_METAS = ("og:description", "description", "twitter:description", "dc.description")


def find_description(declared: Declared, json_ld: JsonLd) -> Found[str] | None:
    """The description that the page declares, without tags and entities."""
    for node in json_ld.articles[:1]:
        value = node.get("description")
        if isinstance(value, str) and (text := " ".join(plain_text(value).split())):
            return Found(text, "json-ld")
    for name, value in declared.values(*DESCRIPTION_METAS):
        if text := " ".join(plain_text(value).split()):
            return Found(text, f"meta {name}")
    return None
