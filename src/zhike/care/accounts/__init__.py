"""What is undertaken for single key accounts: guidance, better conditions, promotions, stars (S3-21, S2-22, S2-23, S3-25)."""
