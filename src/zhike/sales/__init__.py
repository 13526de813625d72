"""What customers buy and pay: orders, payments and yearly targets."""
