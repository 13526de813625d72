"""Playbooks on their way: a run begins with an event, goes on as its steps are done, and says where it is."""
