"""The methodology as data: TOML in, frozen dataclasses out; the file that lies stops the start."""
