"""What it costs: import, night and pages at size, beside the barest Django that answers the same pages in the same run."""
