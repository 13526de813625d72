"""What became due: each watch looks over all customers at once and says which playbook starts for whom, and why."""
