"""The strip of time under the grid: how many photos each day has, where the grid is, and the way elsewhere.

Time goes from left to right, whichever way round the photos are sorted. It speaks of places in the list;
who shows the photos goes there.
"""
