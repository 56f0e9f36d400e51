"""Runs of crawls: what each did, kept beside the store, and compared with its source's past."""
