"""The night over a large ledger, step by step, and beside it the same question asked in other ways of the same bytes."""
