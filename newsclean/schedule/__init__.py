"""The resident process that crawls each source when it is due. It loads neither Scrapy nor the cleaner."""
