"""A run over an archive: find what is missing, have it done, put it together."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, Literal

from datatrove.utils.logging import logger

from newsclean.corpus.chunks import Task, ranges_of
from newsclean.corpus.clean_chunks import ChunkStep, CleanChunks, LearnChunks
from newsclean.corpus.counts import Counts
from newsclean.corpus.executors import ExecutorKind, make_executor, run_on_ray
from newsclean.corpus.finish import Finish, finish
from newsclean.corpus.inputs import InputFile, find_inputs
from newsclean.corpus.local_executor import LocalExecutor, TaskFailures
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.progress import Progress, read_progress
from newsclean.corpus.whole_files import filesystem_of, remove
from newsclean.corpus.work_folder import WorkFolder
from newsclean.errors import ConfigError, InputError, StoreError


@dataclass(frozen=True, slots=True)
class HowToRun:
    """Where the tasks run. None of it changes the output."""

    workers: int = 1
    executor: ExecutorKind = ExecutorKind.LOCAL
    executor_options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What a run did, with what earlier runs into the same output had done."""

    counts: Counts
    new_documents: int
    """Cleaned by this run."""
    seconds: float
    unreadable: Mapping[str, str]
    """Files that could not be opened, or are not what their names say, with the reason."""
    failed: Sequence[str] = ()
    """What could not be done, and why; the next run tries again."""
    submitted_job: str | None = None
    """Set where the work goes on elsewhere after this run."""


def run_corpus(options: CorpusOptions, how: HowToRun, on_progress: Callable[[Progress], None]) -> CorpusReport:
    """Clean an archive; what an earlier run did is not done again.

    Raises:
        InputError: there is nothing to read.
        ConfigError: options contradict each other, or those of an earlier run into the same output.
        StoreError: the output cannot be written, or is there already and not of this command.
    """
    began = time.monotonic()
    logger.disable("datatrove")  # its log lines would break the progress bar; the workers' go into files
    folder = WorkFolder(options)
    inputs = _inputs(options, folder)
    folder.begin()
    _forget_lost(inputs, folder)
    unreadable: dict[str, str] = {}
    tasks = _missing(inputs, folder, options, how.workers, unreadable)
    readable = tuple(file for file in inputs if file.name not in unreadable)
    finished = folder.is_finished(readable)
    before = sum(counts.documents for file in readable for counts in folder.counts_of(file))
    failed: tuple[str, ...] = ()
    if tasks and not finished:
        stages = _stages(tasks, options)
        if how.executor is ExecutorKind.SLURM:
            job = _submit(options, stages, how, Finish(options, readable))
            return CorpusReport(Counts(), 0, time.monotonic() - began, unreadable, submitted_job=job)
        for stage in stages:
            failed = failed or _run(options, stage, how, on_progress)
    if readable and not failed and not finished:
        finish(options, readable)
        remove(f"{folder.url}/engine")
        remove(f"{folder.url}/progress")
    counts = folder.total(readable)
    return CorpusReport(counts, counts.documents - before, time.monotonic() - began, unreadable, failed)


def _inputs(options: CorpusOptions, folder: WorkFolder) -> tuple[InputFile, ...]:
    filesystem, path = filesystem_of(folder.output)
    if filesystem.exists(path) and folder.read("run.json") is None:
        is_empty_folder = filesystem.isdir(path) and not filesystem.ls(path)
        if not is_empty_folder:
            raise StoreError(f"{options.output} is there already, and not from this command; choose another name")
    inputs = find_inputs(options.source)
    own = (f"{folder.output}.", f"{folder.output}/")
    inputs = tuple(file for file in inputs if not file.url.startswith(own) and file.url != path)
    if not inputs:
        raise InputError(f"{options.source} holds nothing but the output itself")
    if not folder.is_one_file:
        _check_names(inputs, folder)
    return inputs


def _forget_lost(inputs: Sequence[InputFile], folder: WorkFolder) -> None:
    """What was put together and is no longer there, or has other parts now, must be done anew."""
    if folder.is_finished(inputs):
        return
    for files in [inputs] if folder.is_one_file else [[file] for file in inputs]:
        if not folder.is_joined(files):
            for file in files:
                folder.forget_joined(file)


def _check_names(inputs: Sequence[InputFile], folder: WorkFolder) -> None:
    taken: dict[str, str] = {}
    for file in inputs:
        other = taken.setdefault(folder.output_of(file), file.name)
        if other != file.name:
            raise ConfigError(f"{other} and {file.name} would both be written to {folder.output_of(file)}")


def _missing(
    inputs: Sequence[InputFile],
    folder: WorkFolder,
    options: CorpusOptions,
    workers: int,
    unreadable: dict[str, str],
) -> tuple[Task, ...]:
    """The tasks that are left to do, in the order of the archive."""
    tasks: list[Task] = []
    for file in inputs:
        is_planned, ranges = folder.ranges(file)
        if not is_planned:
            try:
                ranges = ranges_of(file, options)
                _check_columns(file, options)
            except ConfigError:
                raise
            except Exception as error:  # noqa: BLE001  one file of many: named in the report, and passed over
                unreadable[file.name] = f"{type(error).__name__}: {error}"
                continue
            folder.save_ranges(file, ranges)
        tasks += _tasks_of(file, ranges, folder, ceil(workers / len(inputs)))
    return tuple(tasks)


def _tasks_of(
    file: InputFile, ranges: list[tuple[int, int | None]] | None, folder: WorkFolder, stride: int
) -> list[Task]:
    done = folder.done_chunks(file)
    size = max(1, file.size)
    if ranges is not None:
        weight = size / len(ranges)
        return [Task(file, chunk, span, weight=weight) for chunk, span in enumerate(ranges) if chunk not in done]
    if folder.is_done(file):
        return []
    return [Task(file, first, None, stride, frozenset(done), size / stride) for first in range(stride)]


def _check_columns(file: InputFile, options: CorpusOptions) -> None:
    if file.form != "parquet":
        return
    from newsclean.corpus.read_parquet import schema_of  # noqa: PLC0415

    wanted = options.fields.html or options.fields.text
    names = schema_of(file).names
    if wanted not in names:
        option = "--html-field" if options.fields.html else "--text-field"
        raise ConfigError(f"{file.name} has no column {wanted}; give {option} one of {', '.join(names)}")


def _stages(tasks: tuple[Task, ...], options: CorpusOptions) -> tuple[ChunkStep, ...]:
    """The passes over the archive: with a memory the first learns from all that the second cleans."""
    clean = CleanChunks(options, tasks)
    if not options.memory:
        return (clean,)
    folder = WorkFolder(options)
    learned = {task.file: folder.done_chunks(task.file, "learned") for task in tasks}
    left = tuple(
        replace(task, done=frozenset(learned[task.file]))
        for task in tasks
        if task.chunk not in learned[task.file] or (task.range is None and not folder.is_done(task.file, "learned"))
    )
    return (LearnChunks(options, left), clean) if left else (clean,)


def _submit(options: CorpusOptions, stages: Sequence[ChunkStep], how: HowToRun, last: Finish) -> str:
    """Have Slurm do the stages one after the other, and put the output together at the end; the last job's name."""
    engine = _fresh_engine(options)
    before = None
    for step, tasks in [*((stage, len(stage.tasks)) for stage in stages), (last, 1)]:
        place = f"{engine}/{type(step).__name__}"
        executor = make_executor(how.executor, [step], tasks, how.workers, place, how.executor_options)
        executor.depends = before
        before = executor
    executor.run()
    return str(executor.job_id)


def _run(
    options: CorpusOptions, stage: ChunkStep, how: HowToRun, on_progress: Callable[[Progress], None]
) -> tuple[str, ...]:
    """Do the tasks of a stage; what failed."""
    began = time.monotonic()
    folder, tasks = WorkFolder(options), stage.tasks
    engine = _fresh_engine(options)
    own = dict(how.executor_options)
    address = own.pop("address", None)
    weights = [task.weight for task in tasks]

    def poll() -> None:
        on_progress(read_progress(folder.url, weights, time.monotonic() - began))

    executor = make_executor(how.executor, [stage], len(tasks), how.workers, engine, own)
    try:
        if isinstance(executor, LocalExecutor):
            executor.run_all(poll)
        else:
            run_on_ray(executor, address, poll)
    except TaskFailures as error:
        return tuple(f"{_named(tasks[rank])}: {reason}" for rank, reason in sorted(error.reasons.items()))
    missing = [task for task in tasks if not _is_done(task, folder, stage.marks)]
    return tuple(f"{_named(task)} was not done; see {engine}/logs" for task in missing)


def _fresh_engine(options: CorpusOptions) -> str:
    """The folder for datatrove's own files, without its marks of an earlier run's tasks."""
    url = WorkFolder(options).url
    remove(f"{url}/engine")
    remove(f"{url}/progress")
    return f"{url}/engine"


def _named(task: Task) -> str:
    return f"{task.file.name}, chunk {task.chunk}"


def _is_done(task: Task, folder: WorkFolder, kind: Literal["counts", "learned"]) -> bool:
    if task.range is None:
        return folder.is_done(task.file, kind)
    return task.chunk in folder.done_chunks(task.file, kind)
