"""The company's own editions of the methods: drafted, checked, published, compared and taken back on a page."""
