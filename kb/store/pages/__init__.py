"""What the pages ask of the store: a module for each page, its functions on any connection.

None of them goes through a whole table: numbers come from what is counted as it is written,
lists from indexes, and every list has a limit.
"""
