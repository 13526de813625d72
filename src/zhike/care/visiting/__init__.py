"""Visits by the full norm: planned, agreed, made, thanked for."""
