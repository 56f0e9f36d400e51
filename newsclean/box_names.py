"""What sites call the boxes of a page: words of classes and ids.

Of most kinds those of other languages than English, whose words stand with the rules; of decks and of plugins all.
Only words that are the name of such a box and of nothing that stands in an article. Letters are the plain ones that
classes are written with.
"""

RELATED = frozenset(
    # German, Dutch
    "verwandte verwandteartikel mehrzumthema auchinteressant lesetipp lesetipps leseempfehlung meistgelesen "
    "gerelateerd gerelateerde leesook meestgelezen "
    # Danish, Norwegian, Swedish, Finnish
    "relaterte relaterede relaterade lesogsa laesogsa lasocksa lasmer mestlest mestlaest mestlast luemyos luetuimmat "
    # French, Italian, Spanish, Catalan, Portuguese, Romanian
    "alireaussi aliresur memesujet pluslus lespluslus articleslies leggianche correlati articolicorrelati piuletti "
    "relacionado relacionada relacionados relacionadas relacionats notasrelacionadas leatambien tepuedeinteresar "
    "masleidas masleido leiatambem leiamais vejatambem vejamais saibamais maislidas citestesi celemaicitite "
    # Polish, Czech, Slovak, Hungarian
    "powiazane polecane czytajtakze czytajtez zobacztakze zobacztez czytajwiecej souvisejici ctetetake nejctenejsi "
    "suvisiace citajteaj najcitanejsie kapcsolodo ajanlo ajanlott ajanlatok legolvasottabb "
    # Croatian, Serbian, Slovene, Russian, Ukrainian, Bulgarian
    "povezano povezane povezani srodne srodno procitajte procitajtejos procitajitejos preberitetudi najcitanije "
    "najbranejse pohozhie chitaytetakzhe svarzani "
    # Lithuanian, Latvian, Estonian, Turkish, Greek, Indonesian, Vietnamese
    "susijusios skaitomiausi saistitie lasiari seotud ilgilihaber ilgilihaberler benzerhaberler digerhaberler "
    "cokokunan cokokunanlar sxetika terkait beritaterkait terpopuler lienquan docthem xemthem".split()
)
"""Lists of other stories and links to them."""

NEWSLETTER = frozenset(
    "infolettre nyhetsbrev nyhedsbrev nieuwsbrief uutiskirje hirlevel ebulten naujienlaiskis "
    "uudiskiri odber suscripcion suscribete feliratkozas prenumerera abbonati".split()
)
"""Forms to subscribe to something."""

SHARE = frozenset(
    "partage partager compartir condividi condivisione teilen partilhar partilha compartilhar compartilhe udostepnij "
    "sdilet zdielat zdielanie megosztas paylas paylasim dijeli podijeli podeli podelitsya dalintis bagikan "
    "chiase".split()
)
"""Buttons to send the page around."""

ADVERT = frozenset(
    "pubblicita reklama reklam reklame hirdetes mainos annons annonse advertentie inzerce inzercia iklan quangcao "
    "diafimisi".split()
)
"""Advertisements."""

TAGS = frozenset(
    "schlagworte schlagwoerter motscles etiquetas etiquettes palabrasclave palavraschave parolechiave etichete stitky "
    "cimkek etiketler avainsanat emneord nyckelord trefwoorden oznake".split()
)
"""Lists of key words."""

AUTHOR_NOTE = frozenset(
    "autorbox autorbio bioautor sobreelautor sobreoautor sobreautor bioauteur yazarkutusu yazarbilgi".split()
)
"""Notes on the author."""

SUPPORT = frozenset(
    "spenden soutenir soutenez apoyanos apoie sostienici tamogatas wesprzyj podporte podrzi destekol doneer".split()
)
"""Appeals for money."""

# What plugins and services that many sites use call their boxes, in English too.
RELATED_PLUGINS = frozenset(
    "relatedposts relatedpost relatedarticles relatedarticle relatednews relatedstories relatedstory relatedcontent "
    "relatedlinks relateditems yarpp wprp contextly shareaholic zergnet revcontent mgid contentad dianomi plista "
    "ligatus engageya".split()
)
NEWSLETTER_PLUGINS = frozenset(
    "mcwp mailpoet convertkit formkit ckform optinmonster omholder sumome hubspotform hsform klaviyo mailmunch "
    "mailerlite sibform tveleads thriveleads etbloom beehiiv leadmagnet contentupgrade".split()
)
SHARE_PLUGINS = frozenset("sharedaddy jetpacklikes essb ssba socialwarfare heateor heateorsss".split())
COMMENT_PLUGINS = frozenset("livefyre intensedebate spotim vuukle hypercomments cackle fbcomments viafoura".split())

DECK = frozenset(
    "deck dek standfirst subtitle subheadline subhead subheading subheader subdeck strapline lead lede summary excerpt "
    "intro preamble chapo chapeau hat entradilla bajada copete subtitulo linhafina linhaapoio sottotitolo catenaccio "
    "vorspann untertitel unterzeile anleser ondertitel inleiding ingress ingressi underrubrik undertittel undertitel "
    "manchet nedryckare alaotsikko zajawka podtytul lid perex podtitulek podtitulok alcim bevezeto sapou subtitlu "
    "dropline podnaslov podzaglavie podzagolovok pidzagolovok altbaslik ypotitlos ringkasan sapo".split()
)
"""The deck, in English too: what no box of a headline, a byline or a list is called by."""

VERDICT = frozenset(
    "verdict wrapup conclusion conclusions fazit conclusie oordeel veredicto veredito verdetto conclusione werdykt "
    "konklusjon omdome".split()
)
"""What a review says in the end, in English too: often in a box of its own behind the text."""
