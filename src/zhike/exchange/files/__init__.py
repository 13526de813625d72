"""Files from outside: whatever comes in, rows of text come out, or one clear sentence."""
