"""The sample company: invented, grown from a seed, and alive on whatever day it is started.

`firms`, `persons`, `purchases` and `talk` make it up without a database; `actions` writes it down and throws it away.
"""
