"""Running it: the web server, the worker and the clock behind one command, and whether all is well.

Stands at the roof beside `nightly`: it calls actions and queries of the rooms, and no room imports it but the doors.
"""
