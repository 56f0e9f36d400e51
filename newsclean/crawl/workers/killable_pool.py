"""A pool of processes that can be stopped at any moment."""

from collections.abc import Sequence

from pebble import ProcessPool

from newsclean.crawl.workers.fork_server import begin_loading
from newsclean.crawl.workers.processes import WorkerContext


class KillablePool(ProcessPool):
    """Kills its workers before what they share is gone.

    Pebble's own stop takes the locks away first: a worker that is just starting looks for them, and writes a
    traceback to the terminal before it is killed too.
    """

    def __init__(self, workers: int, tasks_per_worker: int, preloaded: Sequence[str]) -> None:
        """A worker is replaced after so many tasks; 0 for never. The fork server has `preloaded` modules loaded."""
        self._processes = begin_loading(preloaded)
        super().__init__(max_workers=workers, max_tasks=tasks_per_worker, context=self._processes)

    def end(self) -> None:
        """Kill the workers, whatever they are doing, and wait until they are gone."""
        self.stop()  # type: ignore[no-untyped-call]  # no worker is started from now on
        if isinstance(self._processes, WorkerContext):
            self._processes.kill_all()
        self.join()
