"""What to do next: watches that see what became due, playbooks that turn it into tasks."""
