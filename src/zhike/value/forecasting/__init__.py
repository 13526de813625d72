"""The night's look ahead: what each customer should still buy and be worth, and who is falling silent."""
