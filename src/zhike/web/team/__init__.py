"""What a lead looks at: load, coverage, promises."""
