"""One crawl that several workers share by way of a Redis server.

What is to be fetched lies there as tasks. A worker holds the tasks that it was given until their
outcome is in the store; a worker that dies loses its hold, and the others get them. The truth about
pages is in PostgreSQL: should Redis lose everything, the next crawl finds what is open there.
"""
