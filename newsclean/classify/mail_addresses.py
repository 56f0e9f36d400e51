"""E-mail addresses in a line."""

import re

MAIL_ADDRESS = re.compile(r"([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,5})")
"""Its two groups are what stands before and behind the @."""
