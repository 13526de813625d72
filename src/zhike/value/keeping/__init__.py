"""Keeping: how well customers stay, what that is worth, who left and why, and whether each one to be kept has a plan."""
