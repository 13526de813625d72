"""Zhike: a CRM that keeps the customers a company already has."""
