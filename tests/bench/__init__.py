"""The benches: `make bench` prints each target of the design as a ratio measured in one run.

Absolute times drift on shared machines, so everything is compared with something
else on the same pictures in the same minute. Nothing here is ever asserted.
"""
