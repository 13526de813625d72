"""Cases on their way: taken down, told of, led through the seven steps, handed on, paused and merged, with their clocks."""
