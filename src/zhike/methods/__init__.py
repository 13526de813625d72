"""The methodology as data: TOML in, frozen dataclasses out; a file that lies names itself."""
