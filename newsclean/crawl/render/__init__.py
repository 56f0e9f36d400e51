"""Pages that are built in a browser before they are read: scrapy-playwright with the system's Chromium.

The browser runs what strangers wrote. It reaches the world by way of a proxy of this process alone,
which connects to public addresses only; see docs/render.md on what holds and what does not.
"""
