"""What can be measured, as engine-neutral expressions: tables in, one row per customer out."""
