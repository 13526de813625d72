"""Whom we serve: customers, their contacts, ratings and the standing handed down to them."""
