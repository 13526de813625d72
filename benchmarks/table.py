"""Prints the figures of a run: costs, then the pages of both sides line by line with their ratio."""

from typing import Any


def _print_nights(figures: dict[str, Any]) -> None:
    """Both nights side by side, step by step, then the other ways."""
    names = list(figures["nights"])
    print(f"{'':<14}" + "".join(f"{name:^44}" for name in names))
    print(
        f"{'step':<14}"
        + f"{'seconds':>10}{'processor':>11}{'peak MB':>10}{'read MB':>10}   " * len(names)
    )
    for steps in zip(*figures["nights"].values(), strict=True):
        print(f"{steps[0]['what']:<14}" + "   ".join(map(_took, steps)))
    whole = [
        {
            key: sum(step[key] for step in steps)
            for key in ("seconds", "processor_seconds", "read_mb")
        }
        | {"peak_mb": max(step["peak_mb"] for step in steps)}
        for steps in figures["nights"].values()
    ]
    print(f"{'whole':<14}" + "   ".join(map(_took, whole)) + "\n")
    for way in figures["ways"]:
        print(f"{way['what']:<14}{way.get('failed') or _took(way)}  {way.get('said', '')}")


def _took(step: dict[str, Any]) -> str:
    return (
        "{seconds:>10,.1f}{processor_seconds:>11,.1f}{peak_mb:>10,}{read_mb:>10,}".format_map(
            step
        )
    )


def print_figures(figures: dict[str, Any]) -> None:
    """Two tables for a terminal."""
    print(
        f"\n{figures['customers']:,} customers, {figures['orders']:,} orders; {figures['machine']}\n"
    )
    if "nights" in figures:
        _print_nights(figures)
        return
    print(f"{'':<18}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}")
    for cost in figures["costs"]:
        print(
            f"{cost['what']:<18}{cost['seconds']:>10,.1f}{cost['rows_per_second']:>12,}{cost['peak_mb']:>10,.0f}"
        )
        for step in cost.get("steps", []):
            print(f"    {step}")
    if truth := figures.get("truth"):
        said = f"{truth['texts']} texts, {truth['hits']:,} hits, {truth['differences']} differences"
        print(f"\nsearch against every haystack: {said}; {figures['megabytes']:,} MB in all")
    print()
    header = ("median ms", "p95 ms", "req/s", "SQL", "of the floor")
    print(f"{'page':<28}{'clients':>8}  {'side':<6}" + "".join(f"{h:>13}" for h in header))
    floor = {(p["page"], p["clients"]): p for p in figures["pages"] if p["side"] == "floor"}
    for page in sorted(figures["pages"], key=lambda p: (p["page"], p["clients"], p["side"])):
        beside = floor.get(
            (page["page"], page["clients"])
        )  # a page of ours the floor has nothing like
        times = f"{page['median_ms'] / max(beside['median_ms'], 0.1):.1f}×" if beside else "–"
        wrong = f"  {page['wrong']} wrong answers" if page["wrong"] else ""
        print(
            f"{page['page']:<28}{page['clients']:>8}  {page['side']:<6}{page['median_ms']:>13}{page['p95_ms']:>13}"
            f"{page['per_second']:>13}{page['statements']:>13}{times:>13}{wrong}"
        )
