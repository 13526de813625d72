"""What is done with customers, one file per noun."""
