"""Pins the quality that the fixtures show now.

    python -m tests.quality.pin [--allow-lower REASON]

Refuses where any figure is worse than its pin, also on changed fixtures; a reason that is given then is
written into the file beside the pins, for whoever reviews the change.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.quality.floors import (
    FIXTURES,
    FLOORS_FILE,
    SETS,
    Floors,
    Lowering,
    Quality,
    changes,
    measure,
    read_floors,
    write_floors,
)


def pin(old: Floors, found: Mapping[str, Quality], reason: str | None) -> Floors:
    """The floors with what was found. Raises ValueError where that lowers one and there is no reason."""
    fallen = tuple(
        f"{name}: {change}"
        for name, quality in found.items()
        if name in old.pinned
        for change in changes(old.pinned[name], quality)
        if change.is_worse
    )
    if fallen and not (reason or "").strip():
        raise ValueError("this would lower the quality\n  " + "\n  ".join(fallen))
    lowered = (*old.lowered, Lowering(reason=reason or "", changes=fallen)) if fallen else old.lowered
    return Floors(pinned={**old.pinned, **found}, lowered=lowered)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--allow-lower", metavar="REASON", help="lower a pin, for this reason")
    parser.add_argument("--fixtures", type=Path, default=FIXTURES)
    parser.add_argument("--floors", type=Path, default=FLOORS_FILE)
    options = parser.parse_args(arguments)
    found = {name: measure(name, options.fixtures) for name in SETS}
    try:
        floors = pin(read_floors(options.floors), found, options.allow_lower)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        print('Better make it good; else say why: --allow-lower "REASON"', file=sys.stderr)
        return 1
    write_floors(floors, options.floors)
    for name, quality in found.items():
        print(f"{name}: {quality.model_dump(exclude={'fixtures_sha256'})}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
