"""The door for people: pages, parts and forms; Today is composed here."""
