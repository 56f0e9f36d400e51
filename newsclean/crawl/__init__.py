"""Crawling with Scrapy: settings, pipelines, middlewares and extensions, all thin adapters."""
