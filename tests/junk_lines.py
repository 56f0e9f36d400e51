"""Lines as news pages print them, for tests that put texts together at random."""

ARTICLE_LINES = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
    "Engineers had checked every metre of the wall after the lake above the town had risen for days.",
    "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
    "« On n'avait jamais vu le lac aussi haut », raconte la bouchère, qui a fermé sa boutique à midi.",
    "Der Stadtrat vertagte die Sache zum fünften Mal und bestellte ein Gutachten über den Wendekreis.",
    "Los vecinos volvieron a sus casas el domingo, cuando el agua había bajado casi medio metro.",
    "Плотина выдержала, сообщили инженеры в пятницу после ночной проверки всех сорока секций.",
    "ダムは持ちこたえた、と技術者たちは金曜日、四十人による夜通しの点検のあとに語った。",
    "لم يرتفع منسوب البحيرة إلى هذا الحد منذ إحدى عشرة سنة، كما قال رئيس البلدية يوم الجمعة.",
    "Will she run?",
    "She will.",
    "What comes next",
    "The coach named her team:",
    "Anna Berg",
    "And then there was the silence of the lake in the morning …",
    "17:46: The last train has left the station, the operator says, and the doors are closed.",
    "",
    "   ",
)

JUNK_LINES = (
    "Source: AFP.",
    "Avec AFP",
    "(Reuters)",
    "By Ada Moor and Tom Vale",
    "Publié le 3 mai 2024 à 17h46",
    "3 May 2024, 17:46",
    "Read also: The lake is full to the brim",
    "Lire aussi : Le lac déborde",
    "Related articles",
    "Old cinema in the harbour to become a school of dance",
    "Two bakers win the valley's prize for rye bread",
    "Sign up for our newsletter",
    "Facebook Twitter WhatsApp",
    "Share this article",
    "Leave a comment",
    "© 2024 Valley News. All rights reserved",
    "Advertisement",
    "Tags: dam, floods, engineering",
    "Home > News > Valley",
    "4 min read",
    "(mw)",
    "Already a subscriber? Log in",
    "« Certified tea fanatic. Web nerd. Lifelong music lover. Troublemaker. »",
    "We use cookies to improve your experience",
    "×",
    "10:42 Ferry strike called off in the bay - 10:31 Wolf seen on the pass - 10:12 Ice rink has to wait",
)

CUT_TEASERS = (
    "The old cinema in the harbour is to become a school of dance, the town has ...",
    "Two bakers from the upper valley have won the prize for the best rye bread of ...",
    "Nobody may walk on the ice of the lake before the town has measured it at ...",
)
"""Cut at one number of words; one of them alone might be the end of a story."""

SUFFIXES = ("", "", "", " … Continue reading", " Lire la suite", " (avec AFP)", " Read more »", " […] Weiterlesen")
