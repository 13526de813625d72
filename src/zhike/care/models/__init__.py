"""What care keeps of its own: the runs of playbooks."""

from zhike.care.models.runs import PlaybookText, Run, RunStep

__all__ = ["PlaybookText", "Run", "RunStep"]
