"""The guard: what leaves the house, who lent what to whom, what outsiders asked, and whether the journal holds."""
