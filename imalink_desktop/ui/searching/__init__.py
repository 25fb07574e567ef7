"""Finding: the search box, the filter bar, and the order of the list.

There is one truth, the query on the stage. While the filter bar is open it shows what can be clicked of
that query and the box shows the rest; while it is closed the box shows all of it. So the two never
disagree, whoever asked for something to be shown.
"""
