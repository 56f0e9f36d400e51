"""Reading the pages that list articles: feeds, sitemaps, front pages. No Scrapy in here.

Listings are read in the same killable worker processes as pages are cleaned in: a hostile feed can
keep a parser busy for as long as it likes, and the reactor must not wait for it.
"""
