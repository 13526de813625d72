"""Words that leave the house: letters to customers, and what our own people are told."""
