"""Playbooks on their way, and the milestones that set them off."""
