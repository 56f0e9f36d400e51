"""The process that worker processes come of, which has the libraries loaded that they need.

Loading them takes it seconds. So it is started before this process loads what it needs itself: on two processors
both are ready at the same time.
"""

from collections.abc import Sequence
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

from newsclean.crawl.workers.processes import make_context
from newsclean.interrupts import kept_from_children

WARM = ("newsclean.crawl.workers.warm",)
"""What cleaning needs; the last to be loaded, for it settles what the workers share."""
WARM_FOR_COPIES = ("newsclean.crawl.workers.warm_copies", *WARM)
"""What finding copies needs beside that."""


def preloaded_for(memory: str | None) -> tuple[str, ...]:
    """The modules that the workers of a crawl with this memory, or with none, need."""
    return WARM if memory is None else WARM_FOR_COPIES


def begin_loading(modules: Sequence[str]) -> BaseContext:
    """Start the fork server with these modules, unless one runs; the context that starts workers from it.

    Where there is none the workers load the modules themselves, when they are started.
    """
    context = make_context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([*modules])
        with kept_from_children():
            forkserver.ensure_running()
    return context
