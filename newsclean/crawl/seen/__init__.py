"""What earlier crawls have seen, kept in a SQLite file beside the store.

It says which pages are new, which are to be tried again and when, and how to ask a listing whether
it has changed. A page is written there when it is found, before the listing that named it counts as
read; so a crawl that is killed at any moment is taken up by the next one.
"""
