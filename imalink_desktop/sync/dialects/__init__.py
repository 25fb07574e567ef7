"""What a server can do, by its own word, and how to say things to it.

`document` is the server's OpenAPI document: which routes there are, and which fields they take.
`choosing` reads from it the dialect, its routes and its abilities, and what it cannot do, in sentences.
`writing` makes its documents of our values, `reading` our values of its documents.
"""
