"""Answers, the authority behind them, and who waits for a service."""
