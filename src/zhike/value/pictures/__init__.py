"""The book in pictures: each a fixed number of statements over what the last night measured, within what one may see."""
