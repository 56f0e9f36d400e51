"""The folder beside the output in which a run keeps what is done, so that the next one does what is missing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Literal

from newsclean.corpus.chunks import Range
from newsclean.corpus.counts import Counts
from newsclean.corpus.inputs import FileForm, InputFile, form_of
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.whole_files import filesystem_of, names_in, read_whole, remove, write_whole
from newsclean.errors import ConfigError

SUFFIX = ".newsclean"
"""Behind the name of the output."""
REJECTS_SUFFIX = ".rejects.jsonl"
_FORMAT = 1


class WorkFolder:
    """What a run knows about its files and chunks. Any number of processes may use it at a time.

    A chunk is done when its counts are there; they are written last.
    """

    def __init__(self, options: CorpusOptions) -> None:
        self.output = options.output.rstrip("/")
        self.url = self.output + SUFFIX
        self._options = options

    @property
    def output_form(self) -> FileForm:
        """The form in which records are written."""
        form = form_of(self.output) or form_of("x" + self._options.folder_suffix)
        if form is None or form.form == "warc":
            raise ConfigError(f"records are written as .jsonl, .jsonl.gz, .jsonl.zst or .parquet, not {self.output}")
        return form

    @property
    def is_one_file(self) -> bool:
        """Whether all records go into one file, or each input file gets its own in a folder."""
        return form_of(self.output) is not None

    def output_of(self, file: InputFile) -> str:
        """Where the records of an input file go in the end."""
        if self.is_one_file:
            return self.output
        form = form_of(file.name)
        stem = file.name.removesuffix(form.suffix) if form else file.name
        return f"{self.output}/{stem}{self.output_form.suffix}"

    def begin(self) -> None:
        """Make the folder, or find that it belongs to the same kind of run.

        Raises:
            ConfigError: an earlier run into this output had other settings.
        """
        settings = _settings(self._options)
        found = self.read("run.json")
        if found is not None and not self._has_results():
            remove(self.url)
            found = None
        if found is None:
            self.write("run.json", {"format": _FORMAT, "settings": settings})
        elif found != {"format": _FORMAT, "settings": settings}:
            differing = sorted(
                name
                for name in settings
                if found.get("settings", {}).get(name) != json.loads(json.dumps(settings))[name]
            )
            raise ConfigError(
                f"{self.url} is of a run with other settings ({', '.join(differing) or 'of another version'}); "
                f"give those again, choose another output, or delete {self.url} and {self.output}"
            )

    def _has_results(self) -> bool:
        """Whether any chunk was done: a run that failed before that binds nobody to its settings."""
        files = f"{self.url}/files"
        return any(name.endswith(".counts") for key in names_in(files) for name in names_in(f"{files}/{key}"))

    def chunk(self, file: InputFile, chunk: int, kind: str) -> str:
        """The URL of a part of a chunk: `part`, `removed`, `rejects`, `prints` or `counts`."""
        return f"{self.url}/files/{file.key}/{chunk:06d}.{kind}"

    def done_chunks(self, file: InputFile, kind: Literal["counts", "learned"] = "counts") -> set[int]:
        """The numbers of the chunks that are clean, or that were learned from."""
        names = names_in(f"{self.url}/files/{file.key}")
        return {int(name.partition(".")[0]) for name in names if name.endswith(f".{kind}")}

    def save_learned(self, file: InputFile, chunk: int) -> None:
        """Note that a chunk was learned from."""
        write_whole(self.chunk(file, chunk, "learned"), b"")

    def save_counts(self, file: InputFile, chunk: int, counts: Counts) -> None:
        """Note that a chunk is done."""
        write_whole(self.chunk(file, chunk, "counts"), counts.to_json())

    def counts_of(self, file: InputFile) -> Iterator[Counts]:
        """The counts of the chunks that are done."""
        for chunk in sorted(self.done_chunks(file)):
            data = read_whole(self.chunk(file, chunk, "counts"))
            if data is not None:
                yield Counts.from_json(data)

    def ranges(self, file: InputFile) -> tuple[bool, list[Range] | None]:
        """Whether the file was divided before, as it is now, and how. What is known of an older state is removed."""
        plan = self.read(f"files/{file.key}/plan.json")
        if plan is None:
            return False, None
        if (plan["size"], plan["stamp"]) != (file.size, file.stamp):
            remove(f"{self.url}/files/{file.key}")
            return False, None
        ranges = plan["ranges"]
        return True, ranges and [(start, end) for start, end in ranges]

    def save_ranges(self, file: InputFile, ranges: list[Range] | None) -> None:
        """Note how a file is divided."""
        plan = {"url": file.url, "size": file.size, "stamp": file.stamp, "ranges": ranges}
        self.write(f"files/{file.key}/plan.json", plan)
        if ranges is not None:
            self.save_number_of_chunks(file, len(ranges))

    def number_of_chunks(self, file: InputFile) -> int | None:
        """None until a task has come to the file's end."""
        found = self.read(f"files/{file.key}/end.json")
        return found["chunks"] if found else None

    def save_number_of_chunks(self, file: InputFile, chunks: int) -> None:
        """Note how many chunks a file has."""
        self.write(f"files/{file.key}/end.json", {"chunks": chunks})

    def is_done(self, file: InputFile, kind: Literal["counts", "learned"] = "counts") -> bool:
        """Whether all chunks of a file are done."""
        chunks = self.number_of_chunks(file)
        return chunks is not None and self.done_chunks(file, kind) >= set(range(chunks))

    def is_joined(self, files: Sequence[InputFile]) -> bool:
        """Whether the parts of these files were put together before, and the result is there."""
        filesystem, path = filesystem_of(self.output_of(files[0]))
        marks = [self.read(f"files/{file.key}/joined.json") for file in files]
        return bool(filesystem.exists(path)) and marks == [[other.key for other in files]] * len(files)

    def save_joined(self, files: Sequence[InputFile]) -> None:
        """Note that the parts of these files were put together."""
        for file in files:
            self.write(f"files/{file.key}/joined.json", [other.key for other in files])

    def forget_joined(self, file: InputFile) -> None:
        """Forget a file whose parts were put together, and so are gone."""
        if self.read(f"files/{file.key}/joined.json") is not None:
            remove(f"{self.url}/files/{file.key}")

    def is_finished(self, files: Sequence[InputFile]) -> bool:
        """Whether an earlier run came to its end with just these files as they are now."""
        found = self.read("finished.json")
        outputs = {self.output_of(file) for file in files}
        there = all(filesystem.exists(path) for filesystem, path in map(filesystem_of, outputs))
        return found is not None and there and found["inputs"] == _states(files)

    def save_finished(self, files: Sequence[InputFile], copies: int) -> None:
        """Note that a run came to its end."""
        self.write("finished.json", {"inputs": _states(files), "copies": copies})

    def total(self, files: Sequence[InputFile]) -> Counts:
        """What was counted of these files by all runs."""
        counts = Counts.total(part for file in files for part in self.counts_of(file))
        finished = self.read("finished.json")
        counts.copies = finished["copies"] if finished else 0
        return counts

    def read(self, name: str) -> Any:
        """A JSON file of the folder, None where there is none."""
        data = read_whole(f"{self.url}/{name}")
        try:
            return data and json.loads(data)
        except ValueError as error:
            raise ConfigError(f"{self.url}/{name} is damaged; delete {self.url} to begin anew") from error

    def write(self, name: str, value: Any) -> None:
        """Write a JSON file of the folder."""
        write_whole(f"{self.url}/{name}", json.dumps(value).encode())


def _states(files: Sequence[InputFile]) -> list[list[Any]]:
    return [[file.url, file.size, file.stamp] for file in files]


def _settings(options: CorpusOptions) -> dict[str, Any]:
    """What decides the output, as JSON has it."""
    return {
        **{f"field.{name}": value for name, value in asdict(options.fields).items()},
        **{f"config.{name}": value for name, value in options.config.model_dump(mode="json").items()},
        "source": options.source,
        "language": options.language,
        "copies": options.copies,
        "removed": options.removed,
        "memory": options.memory,
        "form": options.folder_suffix,
        "sample": options.sample_share,
        "seconds per page": options.seconds_per_page,
        "chunk bytes": options.chunk_bytes,
    }
