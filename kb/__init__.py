"""kb: which study backs which claim, from a pile of articles."""
