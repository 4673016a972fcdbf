"""How close a built knowledge base comes to what a careful reader marked.

Standard library only, and no import of kb: the yardstick stays apart from what
it measures. `docs/accuracy.md` says what is measured and why.
"""
