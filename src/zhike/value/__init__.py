"""What a customer is worth: derived only, everything here can be emptied and recomputed."""
