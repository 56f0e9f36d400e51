"""The newest runs in Prometheus's text format. Needs the extra `metrics`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from newsclean.errors import ConfigError
from newsclean.labels import PageKind
from newsclean.runs.report import RunReport, RunState
from newsclean.runs.settings import AlarmCheck
from newsclean.store.files import replacing

try:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.core import GaugeMetricFamily, Metric
    from prometheus_client.registry import Collector
except ImportError as error:
    raise ConfigError("metrics need prometheus_client: pip install 'newsclean[metrics]'") from error

_PREFIX = "newsclean_run_"

_PLAIN: tuple[tuple[str, str, Callable[[RunReport], float | None]], ...] = (
    ("end_timestamp_seconds", "When the last run ended", lambda run: run.ended.timestamp() if run.ended else None),
    ("duration_seconds", "How long it took", lambda run: run.seconds),
    ("requests", "Requests sent", lambda run: run.requests),
    ("received_bytes", "Bytes received", lambda run: run.bytes_received),
    ("listings", "Listings read, or found not modified", lambda run: run.counts.listings),
    ("found_pages", "Links to pages that were to be fetched", lambda run: run.counts.found),
    ("median_characters", "Median length of the saved articles", lambda run: run.median_length),
    ("text_characters", "Characters of the extracted texts, before anything was cut", lambda run: run.text_characters),
    ("is_alarm", "1 where the run is unlike its source's past", lambda run: bool(run.alarms)),
)
"""Name, meaning and value of figures that a run has one of."""

_OUTCOMES = ("new", "versions", "unchanged", "skipped", "postponed", "failed")

_LABELLED: tuple[tuple[str, str, str, Callable[[RunReport], Mapping[str, float]]], ...] = (
    (
        "pages",
        "Pages by what became of them",
        "outcome",
        lambda run: {outcome: getattr(run.counts, outcome) for outcome in _OUTCOMES},
    ),
    (
        "page_kinds",
        "Cleaned pages by kind",
        "kind",
        lambda run: {kind: run.page_kinds.get(kind, 0) for kind in PageKind},
    ),
    ("responses", "Answers by status code", "code", lambda run: {str(code): n for code, n in run.statuses.items()}),
    (
        "cut_characters",
        "Characters cut from the texts by label",
        "label",
        lambda run: {label: cut.characters for label, cut in run.cuts.items()},
    ),
    ("state", "1 for how the run ended", "state", lambda run: {state: state is run.state for state in RunState}),
    (
        "alarms",
        "1 for each check that found the run unlike its source's past",
        "check",
        lambda run: {check: any(alarm.check is check for alarm in run.alarms) for check in AlarmCheck},
    ),
)
"""Name, meaning, name of the label and values of figures that a run has several of."""


def exposition(runs: Iterable[RunReport]) -> bytes:
    """The text for the newest run of each source."""
    registry = CollectorRegistry()
    registry.register(_RunCollector(runs))
    return generate_latest(registry)


def write_metrics(runs: Iterable[RunReport], path: Path) -> None:
    """Write the text to `path`, for the textfile collector of node_exporter: whole, or not at all.

    Raises:
        StoreError: the file cannot be written; what stood there is as it was.
    """
    content = exposition(runs)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
        temporary.chmod(0o644)  # node_exporter is another user


class _RunCollector(Collector):
    """Gauges all: they tell of one run, and begin anew with the next."""

    def __init__(self, runs: Iterable[RunReport]) -> None:
        self._runs = tuple(runs)

    def collect(self) -> Iterator[Metric]:
        for name, meaning, value_of in _PLAIN:
            plain = GaugeMetricFamily(_PREFIX + name, meaning, labels=("source",))
            for run in self._runs:
                if (value := value_of(run)) is not None:
                    plain.add_metric((run.source,), value)
            yield plain
        for name, meaning, label, values_of in _LABELLED:
            labelled = GaugeMetricFamily(_PREFIX + name, meaning, labels=("source", label))
            for run in self._runs:
                for key, value in values_of(run).items():
                    labelled.add_metric((run.source, key), value)
            yield labelled
