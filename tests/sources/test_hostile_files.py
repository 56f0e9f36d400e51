"""Any text as a sources file: it is read, or refused with a message that names the file."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.errors import ConfigError
from newsclean.sources import SourceSettings, crawl_options, parse_sources
from newsclean.sources.model import Source

KEYS = st.sampled_from([*Source.model_fields, *SourceSettings.model_fields, "nonsense", '"quo ted"', "a.b"])
WORDS = st.text(max_size=12).map(lambda text: '"' + text.encode("unicode_escape").decode().replace('"', '\\"') + '"')
VALUES = st.recursive(
    st.sampled_from(
        [
            "true",
            "0",
            "-1",
            "1e400",
            "nan",
            "1979-05-27",
            '"30m"',
            '"* * * * *"',
            '"https://a.example/rss"',
            '"/*"',
            '""',
        ]
    )
    | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["promo", "X-Key", "quiet", "webhook"]), inner, max_size=2).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        )
    ),
    max_leaves=4,
)
TABLES = st.tuples(
    st.sampled_from(
        ["[defaults]", "[[source]]", "[source]", "[source.alarms]", "[source.headers]", "[[source.phrases]]"]
    ),
    st.dictionaries(KEYS, VALUES, max_size=5),
).map(lambda table: "\n".join([table[0], *(f"{key} = {value}" for key, value in table[1].items())]))


@settings(max_examples=150, deadline=None)
@given(st.lists(TABLES, max_size=4).map("\n".join) | st.text(max_size=200))
@example('[[source]]\nname = "a"\nfeeds = ["http://[::1"]\n')
@example('[[source]]\nname = "a"\nfeeds = ["http://a:99999/"]\n')
@example('[[source]]\nname = "a"\nfeeds = ["http://\\u0000/"]\n')
@example('[[source]]\nname = "a"\nfeeds = ["https://a.example/"]\nheaders_to = ["http://[::1"]\n')
@example('[[source]]\nname = "a"\nfeeds = ["https://a.example/"]\nstore = "postgresql+psycopg://"\n')
@example('[[source]]\nname = "a"\nfeeds = ["https://a.example/"]\nredis = "redis://[::1"\n')
@example('[[source]]\nname = "a"\nfeeds = ["https://\u2488\u3002example/"]\n')
def test_no_text_raises_anything_else(text: str) -> None:
    try:
        file = parse_sources(text, Path("sources.toml"))
    except ConfigError as error:
        assert str(error).startswith("sources.toml")
        return
    for source in file.sources:
        try:
            crawl_options(source)
        except ConfigError as error:
            assert source.config
            assert source.config in str(error)
