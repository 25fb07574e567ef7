"""What the photographer asks for: the language of the search box, in Python and in SQL.

    rating>=4 tag:travel/norway -tag:private taken:2024-06..2024-08 "midnight sun"

`parse` makes a `Query` of any text, or tells where it stopped understanding. `matcher` answers it
for one record, `condition` for the catalog, and both always agree. `fields` holds the one table of
what can be asked; help, completion and the sort menu read it too.
"""
