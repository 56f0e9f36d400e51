"""Measurements that are run by hand: quality beside peers, growth with size, speed."""
