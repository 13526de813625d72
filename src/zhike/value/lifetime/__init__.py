"""How often a customer will still buy, whether he is still ours, and what he is worth: pure arithmetic on numpy and scipy.

Time is counted in days, money in fen. A purchase is a day with a purchase; `x` are the purchases after the first,
`tx` the days from the first to the last, `age` the days from the first to the day of counting.
Only the night and the tests import this package: numpy and scipy cost time at a start.
"""
