"""Ten made-up sites whose pages carry what only other pages show to be junk: teasers, a blurb, a slogan, a box.

Nothing on a page labels them, and the markup is the same as the article's. Everything follows from a seed.
"""

# ruff: noqa: E501  lines of text are as long as they are

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from random import Random
from types import MappingProxyType

from benchmarks.generated import PHRASES

ARTICLES = 60
TEASERS_MIN, TEASERS_MAX = 3, 8
QUOTATION_STORIES = (2, 3)
LAW_STORIES = (4, 6)


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it is put on a page."""

    url: str
    title: str
    body: tuple[str, ...]
    category: str
    day: int

    @property
    def date(self) -> str:
        return f"{self.day % 28 + 1:02}.{self.day % 12 + 1:02}.2025"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page with what is known of its lines."""

    story: Story
    html: str
    text: str
    """The page as a bare extraction of all its lines gives it."""
    teasers: tuple[str, ...]
    furniture: tuple[str, ...]
    """Blurb, slogan and box."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a site prints its pages."""

    name: str
    language: str
    teaser: Callable[[Story], str]
    in_body: bool = False
    """Whether a teaser stands between the paragraphs too."""
    slogan_first: bool = False
    box_place: int = 2
    """Paragraphs before the inline box."""
    blurb_behind_teasers: bool = False


def _cut(words: int, mark: str) -> Callable[[Story], str]:
    def teaser(story: Story) -> str:
        return " ".join(" ".join(story.body).split()[:words]) + mark

    return teaser


def _cut_chars(chars: int) -> Callable[[Story], str]:
    return lambda story: " ".join(story.body)[:chars] + "…"


def _sentence(story: Story) -> str:
    return story.body[0].split(". ")[0].rstrip(".") + "."


def _mixed(story: Story) -> str:
    """A template that cuts what is long, and prints whole what is short."""
    return story.title if story.day % 2 else _cut(18, " […]")(story)


TEMPLATES: tuple[Template, ...] = (
    Template("courier", "en", _cut(23, " ..."), box_place=3),
    Template("harbour", "en", lambda story: story.title, in_body=True),
    Template("valley", "en", lambda story: f"{story.date} {story.title}", blurb_behind_teasers=True),
    Template("gazette", "fr", lambda story: f"{story.category} | {story.title}", slogan_first=True),
    Template("matin", "fr", _cut_chars(160)),
    Template("bote", "de", _sentence, box_place=1),
    Template("anzeiger", "de", lambda story: f"{story.title} – {story.date}", in_body=True, box_place=4),
    Template("journal", "fr", lambda story: story.body[0], blurb_behind_teasers=True),
    Template("rundschau", "de", _mixed, in_body=True, slogan_first=True),
    Template("vestnik", "ru", lambda story: f"{story.category} {story.title}"),
)

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "slogan": "The news of the seven valleys, every day since 1923",
            "blurb": "The {name} is written by forty journalists in three towns and belongs to those who read it.",
            "box": "What happened this week in the valleys, in your letter box every Friday morning.",
            "law": "Whoever wilfully damages a public work is punished with imprisonment of up to five years, says the law.",
            "quote": "“Nobody will be left alone with the damage, {number} households have my word on it”, the minister said.",
            "category": "Culture",
        },
        "fr": {
            "slogan": "L'information des sept vallées, chaque jour depuis 1923",
            "blurb": "{name} est écrit par quarante journalistes dans trois villes et appartient à ceux qui le lisent.",
            "box": "Ce qui s'est passé cette semaine dans les vallées, dans votre boîte chaque vendredi matin.",
            "law": "Quiconque endommage volontairement un ouvrage public est puni de cinq ans de prison au plus, dit la loi.",
            "quote": "« Personne ne restera seul avec les dégâts, {number} foyers ont ma parole », a dit la ministre.",
            "category": "Culture",
        },
        "de": {
            "slogan": "Nachrichten aus den sieben Tälern, jeden Tag seit 1923",
            "blurb": "Der {name} wird von vierzig Journalisten in drei Städten geschrieben und gehört seinen Lesern.",
            "box": "Was diese Woche in den Tälern geschah, jeden Freitagmorgen in Ihrem Briefkasten.",
            "law": "Wer vorsätzlich ein öffentliches Bauwerk beschädigt, wird mit bis zu fünf Jahren Haft bestraft, sagt das Gesetz.",
            "quote": "„Niemand bleibt mit dem Schaden allein, {number} Haushalte haben mein Wort“, sagte die Ministerin.",
            "category": "Kultur",
        },
        "ru": {
            "slogan": "Новости семи долин, каждый день с 1923 года",
            "blurb": "Газету {name} пишут сорок журналистов в трёх городах, и принадлежит она тем, кто её читает.",
            "box": "Что случилось в долинах за неделю, каждую пятницу утром в вашем почтовом ящике.",
            "law": "Кто умышленно повредит общественное сооружение, наказывается лишением свободы до пяти лет, гласит закон.",
            "quote": "«Никто не останется с ущербом один на один, {number} семей имеют моё слово», сказала министр.",
            "category": "Культура",
        },
    }
)  # fmt: skip


def site_pages(template: Template, articles: int = ARTICLES, seed: int = 0) -> list[SitePage]:
    """The pages of a site, in the order in which they appeared."""
    random = Random(f"{template.name} {seed}")
    stories = _stories(template, articles, random)
    return [_page(template, story, stories, random) for story in stories]


def _stories(template: Template, articles: int, random: Random) -> list[Story]:
    texts = _WORDS[template.language]
    bodies = [[_paragraph(template.language, random) for _ in range(random.randint(4, 9))] for _ in range(articles)]
    for count in QUOTATION_STORIES * 4:
        quotation = texts["quote"].format(number=random.randint(100, 9999))
        for body in random.sample(bodies, min(count, articles)):
            body.insert(random.randint(1, len(body) - 1), quotation)
    for count in LAW_STORIES:
        law = f"{texts['law'][:-1]} ({random.randint(10, 99)})."
        for body in random.sample(bodies, min(count, articles)):
            body.insert(random.randint(2, len(body)), law)
    titles = _titles(template.language, articles, random)
    return [
        Story(f"https://www.{template.name}.example/{day:03}/story-{day}", title, tuple(body), texts["category"], day)
        for day, (title, body) in enumerate(zip(titles, bodies, strict=True))
    ]


def _titles(language: str, number: int, random: Random) -> list[str]:
    parts = PHRASES[language]
    every = [f"{who} {does} {what}" for who in parts.who for does in parts.does for what in parts.what]
    return random.sample(every, number)


def _paragraph(language: str, random: Random) -> str:
    parts = PHRASES[language]
    sentences = []
    for _ in range(random.randint(2, 4)):
        first = f"{random.choice(parts.who)} {random.choice(parts.does)} {random.choice(parts.what)}"
        second = f"{random.choice(parts.when)}, {random.choice(parts.what)}, {random.choice(parts.when)}"
        sentences.append(f"{first} {second}, {random.randint(2, 9999)}.")
    return " ".join(sentences)


def _page(template: Template, story: Story, stories: list[Story], random: Random) -> SitePage:
    texts = _WORDS[template.language]
    name = template.name.title()
    slogan, box, blurb = texts["slogan"], texts["box"], texts["blurb"].format(name=name)
    near = [other for other in stories if other is not story and abs(other.day - story.day) <= 12]
    shown = random.sample(near, min(len(near), random.randint(TEASERS_MIN, TEASERS_MAX)))
    teasers = [template.teaser(other) for other in shown]
    lines = list(story.body)
    lines.insert(min(template.box_place, len(lines) - 1), box)
    tail = list(teasers)
    if template.in_body and len(lines) > 3:
        lines.insert(3, tail.pop())
    tail = [*tail, blurb] if template.blurb_behind_teasers else [blurb, *tail]
    if template.slogan_first:
        lines.insert(0, slogan)
    else:
        tail.append(slogan)
    lines += tail
    return SitePage(story, _html(template, story, lines), "\n".join(lines), tuple(teasers), (slogan, box, blurb))


def _html(template: Template, story: Story, lines: list[str]) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return (
        f'<!doctype html><html lang="{template.language}"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<meta property="og:title" content="{escape(story.title)}"><link rel="canonical" href="{story.url}">'
        f'</head><body><div class="wrap"><div class="main"><h1>{escape(story.title)}</h1>\n{paragraphs}</div></div>'
        "</body></html>"
    )
