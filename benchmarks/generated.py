"""Pages and texts made up for measuring cost: ordinary ones, of any size, and hostile ones.

Everything follows from a seed, so that two runs measure the same input.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random

PARAGRAPHS_OF_A_PAGE = 24
LINKS_OF_A_PAGE = 40
SENTENCES_OF_A_PARAGRAPH = 3
LINES_OF_A_DOCUMENT = 25


@dataclass(frozen=True, slots=True)
class Phrases:
    """Parts that any sentence of a language is put together from."""

    who: tuple[str, ...]
    does: tuple[str, ...]
    what: tuple[str, ...]
    when: tuple[str, ...]


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        ("The mayor of Lennick", "A spokeswoman for the port", "The farmers' union", "Nobody in the village",
         "The new director of the museum", "One of the seven judges", "The ferry company", "A retired teacher"),
        ("has promised to repair", "wants to sell", "had not expected to lose", "is asking the council for",
         "will open", "described in detail", "refused to comment on", "spent two years restoring"),
        ("the old stone bridge", "a timetable that nobody reads", "the reading room and its stove", "eleven wind mills",
         "the road along the lake", "a collection of ship models", "the school kitchen", "the last cinema in town"),
        ("on Thursday evening", "before the winter comes", "after a long debate", "in spite of the rain",
         "for the third time this year", "as soon as the money is there", "without giving a reason", "at a hearing"),
    ),
    "fr": Phrases(
        ("Le maire de Varelles", "Une porte-parole du port", "Le syndicat des éleveurs", "Personne au village",
         "La nouvelle directrice du musée", "L'un des sept juges", "La compagnie des bacs", "Un instituteur retraité"),
        ("a promis de réparer", "veut vendre", "ne s'attendait pas à perdre", "demande au conseil",
         "va ouvrir", "a longuement décrit", "n'a pas voulu commenter", "a passé deux ans à restaurer"),
        ("le vieux pont de pierre", "un horaire que nul ne lit", "la salle de lecture et son poêle", "onze éoliennes",
         "la route du bord du lac", "une collection de maquettes", "la cuisine de l'école", "le dernier cinéma"),
        ("jeudi soir", "avant l'arrivée de l'hiver", "après un long débat", "malgré la pluie",
         "pour la troisième fois cette année", "dès que l'argent sera là", "sans donner de raison", "à l'audience"),
    ),
    "de": Phrases(
        ("Der Bürgermeister von Lennick", "Eine Sprecherin des Hafens", "Der Bauernverband", "Niemand im Dorf",
         "Die neue Leiterin des Museums", "Einer der sieben Richter", "Die Fährgesellschaft", "Ein alter Lehrer"),
        ("verspricht seit langem", "verkauft demnächst", "verlor überraschend", "verlangt vom Gemeinderat",
         "eröffnet", "beschrieb ausführlich", "kommentierte nur ungern", "restaurierte zwei Jahre lang"),
        ("die alte Brücke aus Stein", "einen Fahrplan, den niemand liest", "den Lesesaal samt Ofen", "elf Windräder",
         "die Straße am See", "eine Sammlung von Schiffsmodellen", "die Küche der Schule", "das letzte Kino der Stadt"),
        ("am Donnerstagabend", "vor dem Winter", "nach langer Debatte", "trotz des Regens",
         "zum dritten Mal in diesem Jahr", "sobald das Geld da ist", "ohne einen Grund zu nennen", "vor Gericht"),
    ),
    "ru": Phrases(
        ("Мэр города Тихая", "Представительница порта", "Союз фермеров", "Никто в деревне",
         "Новый директор музея", "Один из семи судей", "Паромная компания", "Бывший учитель"),
        ("обещает починить", "хочет продать", "не ожидал потерять", "просит у совета",
         "собирается открыть", "подробно описал", "отказался обсуждать", "два года восстанавливал"),
        ("старый каменный мост", "расписание, которое никто не читает", "читальный зал с печью", "одиннадцать мельниц",
         "дорогу вдоль озера", "собрание моделей кораблей", "школьную кухню", "последний кинотеатр в городе"),
        ("в четверг вечером", "до наступления зимы", "после долгих споров", "несмотря на дождь",
         "в третий раз за этот год", "как только появятся деньги", "без объяснения причин", "на слушаниях"),
    ),
}  # fmt: skip

TAIL = ("Read more: Seven bridges that never were", "Sign up for our newsletter", "© The Lennick Courier")


def paragraph(random: Random, language: str = "en") -> str:
    """Three sentences of some fifteen words."""
    parts = PHRASES[language]
    return " ".join(
        f"{random.choice(parts.who)} {random.choice(parts.does)} {random.choice(parts.what)} "
        f"{random.choice(parts.when)}, {random.randint(2, 9999)}."
        for _ in range(SENTENCES_OF_A_PARAGRAPH)
    )


def document(seed: int, language: str = "en", lines: int = LINES_OF_A_DOCUMENT) -> str:
    """Bare text of an article with junk at its end."""
    random = Random(seed)
    body = [paragraph(random, language) for _ in range(max(0, lines - len(TAIL)))]
    return "\n".join([*body, *TAIL][:lines])


def ordinary_text(times: int) -> str:
    """An ordinary text, or `times` as much of it."""
    return document(times, lines=PARAGRAPHS_OF_A_PAGE * times)


def ordinary_page(times: int, seed: int = 0) -> str:
    """A plain news page of 12 kB, or one with `times` the paragraphs and links."""
    random = Random(seed + times)
    linked = "".join(
        f'<li><a href="/news/{number}">{paragraph(random).partition(",")[0]}</a></li>'
        for number in range(LINKS_OF_A_PAGE * times)
    )
    body = "".join(f"<p>{paragraph(random)}</p>" for _ in range(PARAGRAPHS_OF_A_PAGE * times))
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "The bridge of Lennick",
        "datePublished": "2025-03-04T10:00:00+01:00",
        "author": [{"@type": "Person", "name": "Ada Stein"}],
    }
    return (
        '<!doctype html><html lang="en"><head><title>The bridge of Lennick - The Lennick Courier</title>'
        '<meta property="og:title" content="The bridge of Lennick">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head><body>'
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
        f'<main><article><h1>The bridge of Lennick</h1><p class="byline">By Ada Stein</p>{body}'
        f'<p>{TAIL[0]}</p></article><aside class="related"><h2>Related</h2><ul>{linked}</ul></aside></main>'
        f"<footer><p>{TAIL[1]}</p><p>{TAIL[2]}</p></footer></body></html>"
    )


def one_line(characters: int) -> str:
    random = Random(characters)
    sentences = iter(lambda: paragraph(random), "")
    return " ".join(islice(sentences, characters // 180 + 1))[:characters]


def one_word_lines(lines: int) -> str:
    random = Random(lines)
    words = one_line(100_000).split()
    return "\n".join(random.choice(words) for _ in range(lines))


def cut_lines(lines: int) -> str:
    """Teasers as generators cut them, all at one length."""
    random = Random(lines)
    return "\n".join(f"{paragraph(random)[:120]}…" for _ in range(lines))


def repeated_cue(times: int) -> str:
    return "advertisement " * times


def repeated_prompt(times: int) -> str:
    """A prompt that runs into itself, of which one piece after the other is cut."""
    return f"{paragraph(Random(0))}\n{'Read more: ' * times}"


def white_space(characters: int) -> str:
    """Lines with nothing but tabs between two words."""
    gap = "\t" * characters
    return "\n".join([paragraph(Random(0)), f"Photo{gap}Reuters", f"Home{gap}News", f"({gap}AFP)"])


def comments(times: int) -> str:
    """Two paragraphs, and comments with a button each."""
    random = Random(0)
    body = [paragraph(random) for _ in range(2)]
    return "\n".join([*body, *(f"Reply\nI walked there on day {time} and saw it" for time in range(times))])


def names_behind_paragraphs(times: int) -> str:
    """As many paragraphs, and behind them a line of as many names: each name might be looked for in each paragraph."""
    random = Random(0)
    names = ", ".join("Ada Moor" for _ in range(times))
    return "\n".join([*(paragraph(random) for _ in range(times)), names])


def endless_doctype(slashes: int) -> str:
    """A document type that does not end where patterns expect it to."""
    return f"<!doctype html {'/' * slashes}><html><body><p>{paragraph(Random(0))}</p></body></html>"


def page_of(content: str) -> str:
    return f"<html><head><title>A page</title></head><body><article><p>{content}</p></article></body></html>"


def page_of_lines(text: str) -> str:
    return page_of("</p><p>".join(text.split("\n")))


def nested_elements(depth: int) -> str:
    return page_of("<div>" * depth + one_line(2000) + "</div>" * depth)


def many_attributes(attributes: int) -> str:
    crowd = " ".join(f'data-{number}="x"' for number in range(attributes))
    return page_of(f"{paragraph(Random(0))}</p><p {crowd}>{paragraph(Random(1))}")


def unclosed_tags(tags: int) -> str:
    return page_of("<b><i><p><table><td>word " * (tags // 5))


def many_links(links: int) -> str:
    return page_of("".join(f'<a href="/{number}">A headline of {number} words</a> ' for number in range(links)))


def deep_json_ld(depth: int) -> str:
    nested = '{"@graph":[' * depth + '{"@type":"NewsArticle"}' + "]}" * depth
    return ordinary_page(1).replace("</head>", f'<script type="application/ld+json">{nested}</script></head>')


def many_json_ld(blocks: int) -> str:
    block = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A headline"}</script>'
    return ordinary_page(1).replace("</head>", f"{block * blocks}</head>")


def pictures(times: int) -> str:
    """Pictures in one box, with words in bold between: of which is what a caption?"""
    pictures = "<img src='/a.jpg'>" * times
    captioned = "<img src='/a.jpg'><b>The dam</b>" * times
    return page_of(f"{pictures}</p><p><em>The dam above the town</em></p><div>{captioned}</div>")


def boxes_to_drop(times: int) -> str:
    """Boxes of comments side by side, with text that is no comment between."""
    boxes = "<div class=comment-body>No.</div> Behind it " * times
    return page_of(f"{paragraph(Random(0))}</p>{boxes}<p>The dam holds.")


def pieces_of_a_line(times: int) -> str:
    """Bare text and elements in turn, in one line."""
    return page_of(f"</p><div>{'The dam <i>holds</i> and ' * times}stands.</div><p>The dam holds.")


def names_above_text(times: int) -> str:
    """Lines of names above as many paragraphs."""
    return "The dam\n" + "Ada Moor, Ben Vale\n" * times + f"{paragraph(Random(0))}\n" * times
