"""The files of an archive, wherever they are."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, BinaryIO, Literal

import fsspec
from fsspec.core import has_magic, url_to_fs

from newsclean.errors import InputError

Form = Literal["jsonl", "warc", "parquet"]
Compression = Literal["", "gzip", "zstd"]

_SUFFIXES: tuple[tuple[str, Form, Compression], ...] = (
    (".jsonl", "jsonl", ""),
    (".jsonl.gz", "jsonl", "gzip"),
    (".jsonl.zst", "jsonl", "zstd"),
    (".warc", "warc", ""),
    (".warc.gz", "warc", "gzip"),
    (".warc.zst", "warc", "zstd"),
    (".parquet", "parquet", ""),
)
_KEY_BYTES = 8


@dataclass(frozen=True, slots=True)
class FileForm:
    """What the suffix of a name says."""

    form: Form
    compression: Compression
    suffix: str


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the archive."""

    url: str
    name: str
    """Below the folder or the fixed part of the glob; of a single file, its own name."""
    size: int
    """In bytes, as it lies there; 0 where a server does not say."""
    stamp: str
    """Changes when the file does."""
    form: Form
    compression: Compression

    @property
    def key(self) -> str:
        """Names the file in the work folder."""
        return blake2b(self.url.encode(), digest_size=_KEY_BYTES).hexdigest()

    def open(self) -> BinaryIO:
        """The file's bytes, as they lie there."""
        opened: BinaryIO = fsspec.open(self.url, "rb").open()
        return opened


def form_of(name: str) -> FileForm | None:
    """The form that the suffix of `name` says, None where it says none."""
    for suffix, form, compression in _SUFFIXES:
        if name.lower().endswith(suffix):
            return FileForm(form, compression, suffix)
    return None


def find_inputs(source: str) -> tuple[InputFile, ...]:
    """The files that `source` names, in the order of their names.

    Raises:
        InputError: there is nothing there, or nothing of a known form.
    """
    try:
        filesystem, path = url_to_fs(source)
        if has_magic(path) and not filesystem.exists(path):
            found = filesystem.glob(path, detail=True)
            base = path.split("*")[0].split("?")[0].split("[")[0].rpartition("/")[0]
        elif filesystem.isdir(path):
            found = filesystem.find(path, detail=True)
            base = path.rstrip("/")
        else:
            found = {path: filesystem.info(path)}
            base = path.rpartition("/")[0]
    except FileNotFoundError:
        raise InputError(f"there is no file or folder {source}") from None
    except (ImportError, ValueError, OSError) as error:
        raise InputError(f"{source} cannot be read: {error}") from error
    files = [
        _input_file(filesystem, name, base, info, form, source)
        for name, info in sorted(found.items())
        if info["type"] == "file" and (form := form_of(name)) and not name.rpartition("/")[2].startswith(".")
    ]
    if not files:
        known = ", ".join(suffix for suffix, _, _ in _SUFFIXES)
        raise InputError(f"{source} has no file whose name ends in one of {known}")
    return tuple(files)


def _input_file(filesystem: Any, path: str, base: str, info: dict[str, Any], form: FileForm, source: str) -> InputFile:
    is_local = "file" in (filesystem.protocol if isinstance(filesystem.protocol, tuple) else (filesystem.protocol,))
    name = path.removeprefix(base).lstrip("/")
    if ".." in name.replace("\\", "/").split("/"):  # as a server may list it; its records would be written there too
        raise InputError(f"{source} has the file {name}, which lies outside of it; name the files one by one")
    stamp = info.get("mtime") or info.get("ETag") or info.get("LastModified") or info.get("created") or ""
    return InputFile(
        url=path if is_local else filesystem.unstrip_protocol(path),
        name=name,
        size=int(info.get("size") or 0),
        stamp=str(stamp),
        form=form.form,
        compression=form.compression,
    )
