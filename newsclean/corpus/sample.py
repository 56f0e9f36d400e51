"""Which records a sample draws."""

from hashlib import blake2b

from newsclean.corpus.records import Place

_DIGEST_BYTES = 8
_DIGESTS = 2.0 ** (8 * _DIGEST_BYTES)


def is_drawn(place: Place, share: float) -> bool:
    """Whether the record at `place` belongs to a sample of `share` of the archive; the same in every run."""
    if share >= 1:
        return True
    digest = blake2b(f"{place.file}:{place.at}".encode(), digest_size=_DIGEST_BYTES).digest()
    return int.from_bytes(digest, "big") / _DIGESTS < share
