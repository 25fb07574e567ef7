"""What can be seen of a catalog: each read is a function over a `Connection` and answers plain values.

    with catalog.reading() as look:
        timeline(look, Granularity.MONTH, inside=moment_name(2024))

Nothing here writes. What is asked for everything comes from the numbers that are kept; what is asked
for a query is counted over the photos of that query. `online` are the numbers of the drives that are
there now.
"""
