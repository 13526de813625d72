"""Cases: the board with its clocks, the page of one, its steps, its group."""
