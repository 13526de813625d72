"""The file in the browser: forms, answers, seals, consents, sheets, and the file's upkeep."""
