"""Where the night's expressions are computed: embedded in the process, or on an existing cluster by one setting."""
