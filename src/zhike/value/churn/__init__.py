"""Who is leaving, and why: chances learnt from the company's own past, as a formula and as a card of whole points.

Pure arithmetic on numpy and scipy; only the night and the tests import it.
"""
