"""What PostgreSQL knows of its tables when it plans."""

from django.db import connection

MANY = 1_000


def learn(rows: int) -> None:
    """After this many rows were written at once: have PostgreSQL look at its tables anew, where that is many.

    Its own housekeeping comes a minute later, and until then it plans for the tables as they were: a query over a ledger
    just imported may then take hours. SQLite plans without.
    """
    if rows >= MANY and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
