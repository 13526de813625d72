"""What customers complain of or ask for, who answers for it, and how it ended."""
