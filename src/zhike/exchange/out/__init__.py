"""Files out: asked for with a purpose, approved where it matters, written with a mark, fetched once, on the register before the first byte."""
