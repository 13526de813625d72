"""What is done with tasks, touches and promises."""
