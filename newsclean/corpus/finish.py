"""The end of a run: parts become files, copies of a story are found, rejects and removed lines are collected."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from newsclean.corpus.copies import CopyFinder, copies_in
from newsclean.corpus.inputs import FileForm, InputFile, form_of
from newsclean.corpus.options import Copies, CorpusOptions
from newsclean.corpus.splice import spliced
from newsclean.corpus.streams import Lines, blocks_of
from newsclean.corpus.whole_files import remove, whole_file
from newsclean.corpus.work_folder import REJECTS_SUFFIX, WorkFolder
from newsclean.corpus.writers import compressed
from newsclean.errors import ConfigError, StoreError

COPY_OF = "copy_of"
"""The member that names the record whose clean text this one repeats."""
_JSONL = FileForm("jsonl", "", ".jsonl")
_MAX_LINE_BYTES = 2**31

Part = tuple[InputFile, int]


class Finish(PipelineStep):  # type: ignore[misc]
    """The same as a datatrove step, for where the run itself does not wait."""

    type = "📰 - CORPUS"
    name = "Finish"

    def __init__(self, options: CorpusOptions, inputs: Sequence[InputFile]) -> None:
        super().__init__()
        self.options = options
        self.inputs = tuple(inputs)

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """Put the output together."""
        finish(self.options, self.inputs)
        yield from ()


def finish(options: CorpusOptions, inputs: Sequence[InputFile]) -> None:
    """Put the output together from parts that are all done.

    Raises:
        StoreError: a part is missing, or the output cannot be written.
    """
    folder = WorkFolder(options)
    missing = [file.name for file in inputs if not folder.is_done(file)]
    if missing:
        raise StoreError(f"{len(missing)} files are not done, the first is {missing[0]}; run the same command again")
    copies = copies_in(folder, [part for file in inputs for part in _parts(file, folder)]) if options.copies else None
    for output, files in _outputs(inputs, folder):
        if folder.is_joined(files):
            continue
        parts = [part for file in files for part in _parts(file, folder)]
        if folder.output_form.form == "parquet":
            _join_parquet(parts, output, folder, options, copies)
        else:
            _join_jsonl(parts, output, folder, options, copies)
        folder.save_joined(files)
    every = [part for file in inputs for part in _parts(file, folder)]
    _join_side_files(every, folder, options)
    folder.save_finished(inputs, copies.number if copies else 0)
    for file, chunk in every:
        remove(folder.chunk(file, chunk, "part"))


def _outputs(inputs: Sequence[InputFile], folder: WorkFolder) -> Iterator[tuple[str, Sequence[InputFile]]]:
    if folder.is_one_file:
        yield folder.output, inputs
    else:
        for file in inputs:
            yield folder.output_of(file), [file]


def _parts(file: InputFile, folder: WorkFolder) -> list[Part]:
    return [(file, chunk) for chunk in range(folder.number_of_chunks(file) or 0)]


def _open(url: str) -> BinaryIO:
    opened: BinaryIO = fsspec.open(url, "rb").open()
    return opened


def _join_jsonl(
    parts: Iterable[Part], output: str, folder: WorkFolder, options: CorpusOptions, copies: CopyFinder | None
) -> None:
    """Parts are compressed by themselves, and such files may follow each other in one."""
    form = folder.output_form
    with whole_file(output) as stream:
        for file, chunk in parts:
            with _open(folder.chunk(file, chunk, "part")) as part:
                if copies is None:
                    shutil.copyfileobj(part, stream)
                else:
                    with compressed(stream, form) as inner:
                        for line in _without_copies(part, form, (file, chunk), copies, options):
                            inner.write(line + b"\n")


def _without_copies(
    part: BinaryIO, form: FileForm, name: Part, copies: CopyFinder, options: CorpusOptions
) -> Iterator[bytes]:
    lines = Lines(blocks_of(part, form.compression), _MAX_LINE_BYTES)
    row = -1
    while (line := lines.next_line()) is not None:
        row += 1
        if isinstance(line, int):
            raise StoreError(f"a record of {line:,} bytes cannot be looked at for copies")
        original = copies.original(name, row)
        if original is None:
            yield line
        elif options.copies is Copies.MARK:
            yield spliced(line, {COPY_OF: original})


def _join_parquet(
    parts: Sequence[Part], output: str, folder: WorkFolder, options: CorpusOptions, copies: CopyFinder | None
) -> None:
    urls = [folder.chunk(file, chunk, "part") for file, chunk in parts]
    schema = _common_schema(urls, output)
    if options.copies is Copies.MARK:
        schema = schema.append(pa.field(COPY_OF, pa.string()))
    with whole_file(output) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for part, url in zip(parts, urls, strict=True):
            row = 0
            with _open(url) as opened, pq.ParquetFile(opened) as parquet:
                for group in range(parquet.num_row_groups):
                    table = parquet.read_row_group(group, use_threads=False)
                    originals = [copies.original(part, row + at) if copies else None for at in range(len(table))]
                    row += len(table)
                    if options.copies is Copies.DROP:
                        table = table.filter(pa.array([original is None for original in originals], pa.bool_()))
                    elif options.copies is Copies.MARK:
                        table = table.append_column(COPY_OF, pa.array(originals, pa.string()))
                    if len(table):
                        writer.write_table(_in_schema(table, schema))


def _common_schema(urls: Iterable[str], output: str) -> pa.Schema:
    schemas: list[pa.Schema] = []
    for url in urls:
        with _open(url) as opened, pq.ParquetFile(opened) as parquet:
            if parquet.schema_arrow not in schemas:
                schemas.append(parquet.schema_arrow)
    try:
        return pa.unify_schemas(schemas, promote_options="default")
    except pa.ArrowException as error:
        raise ConfigError(f"the files do not fit into one ({error}); give a folder in the place of {output}") from error


def _in_schema(table: pa.Table, schema: pa.Schema) -> pa.Table:
    if table.schema.equals(schema):
        return table
    columns = [
        table.column(field.name) if field.name in table.schema.names else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _join_side_files(parts: Sequence[Part], folder: WorkFolder, options: CorpusOptions) -> None:
    """What was passed over, and the removed lines where they were asked for."""
    rejects = folder.output + REJECTS_SUFFIX
    if any(counts.rejected for file in {file for file, _ in parts} for counts in folder.counts_of(file)):
        _join_side_file(parts, folder, "rejects", rejects, "")
    else:
        remove(rejects)
    if options.removed:
        _join_side_file(parts, folder, "removed", options.removed, "zstd")


def _join_side_file(parts: Sequence[Part], folder: WorkFolder, kind: str, url: str, compression: str) -> None:
    form = form_of(url) or _JSONL
    with ExitStack() as stack:
        stream = stack.enter_context(compressed(stack.enter_context(whole_file(url)), form))
        for file, chunk in parts:
            with _open(folder.chunk(file, chunk, kind)) as part:
                for block in blocks_of(part, "zstd" if compression else ""):
                    stream.write(block)
