"""Visits, tours, the rhythm of visits and the norms."""
