"""Names that are the same in all languages: networks and news agencies, folded."""

NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit instagram tiktok youtube tumblr viber "
    "messenger bluesky mastodon threads vk vkontakte odnoklassniki ok xing pocket flipboard weibo wechat line "
    "kakaotalk hatena flickr snapchat skype email e-mail mail print sms".split()
)

AGENCIES = frozenset(
    {
        "afp", "ap", "reuters", "dpa", "ansa", "efe", "lusa", "apa", "pap", "tass", "ria", "interfax", "ukrinform",
        "unian", "anadolu", "aa", "dha", "iha", "xinhua", "kyodo", "jiji", "yonhap", "pti", "ani", "ians", "antara",
        "bernama", "belga", "anp", "keystone-ats", "keystone-sda", "ats", "sda", "sid", "agi", "adnkronos", "lapresse",
        "europa press", "telam", "agerpres", "mediafax", "bta", "tanjug", "hina", "fena", "mti", "ctk", "ČTK".casefold(),
        "tasr", "sita", "ntb", "ritzau", "tt", "stt", "lehtikuva", "wafa", "sana", "mena", "irna", "isna", "spa",
        "getty", "getty images", "istock", "shutterstock", "epa", "sipa", "alamy", "imago", "picture alliance",
        "abaca", "zuma", "ropi", "nurphoto", "bloomberg", "upi", "cnn", "apa-ots", "dpa-infocom", "afp-services",
        "canadian press", "the canadian press", "press association", "pa", "pa media", "associated press",
        "the associated press", "agence france-presse", "aap",
    }
)  # fmt: skip
