"""Calls that come in, calls taken for somebody, and call-backs."""
