"""Worker processes: what may hang, crash or run out of memory does it there, and can be killed."""
