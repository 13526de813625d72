"""Who works here: people, their teams, roles and deputies, and how far each may see."""
