"""The floor: the barest Django app that answers the same pages from the same rows, on the same server and database."""
