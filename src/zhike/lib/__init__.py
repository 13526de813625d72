"""Small tools with no models and no business words: dates, money, names, both languages."""
