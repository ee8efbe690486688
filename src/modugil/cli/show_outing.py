"""A day out on a terminal, in sentences: its stops and ways, then the day without the limits."""

from rich.console import Console
from rich.text import Text

from modugil.answers.outings.outing_answer import OutingAnswer, OutingPlan
from modugil.cli.terminal import open_console


def show_outing(answer: OutingAnswer, *, console: Console | None = None) -> None:
    """Print the answer."""
    out = console or open_console()
    out.print(Text(" → ".join(place.name for place in answer.places), style="bold"))
    out.print(Text(answer.needs_text, style="dim"))
    out.print(Text(answer.message, style="bold"))
    if answer.plan is not None:
        _show_plan(out, answer.plan)
    if answer.without is not None and not answer.same and answer.without is not answer.plan:
        out.print("\n———")
        _show_plan(out, answer.without)
    for said in answer.assumptions:
        out.print(Text(f"· {said}", style="dim"))
    for credit in answer.credits:
        out.print(Text(f"{credit.text} ({credit.licence})", style="dim"))


def _show_plan(out: Console, plan: OutingPlan) -> None:
    out.print(Text(plan.summary))
    for broken in plan.broken:
        out.print(Text(f"! {broken.text}", style="yellow"))
    for row, stop in enumerate(plan.stops):
        left = "" if stop.left_after_km is None else f"  [{stop.left_after_km:.1f} km]"
        out.print(Text(f"  {stop.arrival[11:16]}–{stop.departure[11:16]}  {stop.text}{left}"))
        if row < len(plan.parts):
            out.print(Text(f"               {plan.parts[row].journey.summary}", style="dim"))
