"""Statistics: numbers that tell something about the world, in normal form.

A number is read in steps: the bare amounts (`amounts`), with their units and ranges
(`units`, `quantities`), what each could tell (`shapes`), whether it is a statistic
(`selection`), and what it is a number of (`subjects`).
"""

from kb.extraction.numbers.finding import find_statistics

__all__ = ["find_statistics"]
