"""What the pages of the book show before anybody chooses."""

DOWN, ACROSS = "industry", "grade.evaluation"
MONTHS = 12
