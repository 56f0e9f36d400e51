"""Loads what finding copies needs, as `warm` loads what cleaning needs: 65 MB and 0.4 s that the workers share."""

import os
from contextlib import suppress

from newsclean.memory import sketch

# Numpy would start threads for matrices, of which there are none here; what forks should have a single one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

with suppress(Exception):  # what is wrong with it, each page will say
    sketch("The harbour opens on Monday after nine years of work, and the boats come in. " * 4)
