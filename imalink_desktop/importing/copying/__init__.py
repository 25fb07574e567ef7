"""Copy mode: the files of a card go into folders by a template, proved, before the import walks over them.

`arranging` says which files travel together and what they are called, `copying` writes and proves
them, `report` says what became of each and whether the card may be formatted.
"""
