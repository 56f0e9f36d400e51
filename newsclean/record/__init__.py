"""Kept and removed lines -> the record that leaves the program."""

from newsclean.record.build import build_record, fingerprint, removed_line

__all__ = ["build_record", "fingerprint", "removed_line"]
