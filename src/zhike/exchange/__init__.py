"""The door for machines and files: a customer book or an order ledger in, and out again."""
