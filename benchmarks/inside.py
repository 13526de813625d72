"""`python -m benchmarks.inside MODULE FUNCTION ARGS`: call a function with the Django of the settings in the environment."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    getattr(import_module(sys.argv[1]), sys.argv[2])(*sys.argv[3:])
