"""Commands that print for people; with --json they print what the API does, to the byte."""

import sys
from collections.abc import Iterable
from datetime import date

import click
from pydantic import BaseModel, ConfigDict, TypeAdapter

from detente.assessment.scorecards.cli.card import card_lines
from detente.assessment.scorecards.cli.list_of_vendors import portfolio_lines, robustness_lines
from detente.assessment.scorecards.cli.why import AT_ONCE, why_lines
from detente.assessment.scorecards.contracts import (
    LINES,
    LinesAtOnce,
    LinesFrom,
    Portfolio,
    Robustness,
    Scorecard,
    Why,
)
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.robustness import robustness
from detente.assessment.scorecards.selectors.scorecard import explain, show
from detente.foundation import clock
from detente.foundation.command_line import acting
from detente.foundation.form import fill_in
from detente.rendering.text_bars import ink_for


class Dates(BaseModel):
    """On which day, and as known when."""

    model_config = ConfigDict(extra="forbid")

    as_of: date | None = None
    known_on: date | None = None


class Lines(Dates):
    """Which lines of evidence, and on which day."""

    after: LinesFrom = 0
    limit: LinesAtOnce | None = None


class Judgements(Dates):
    """Whose weights are varied, for whom, and from which seed."""

    party: str = "customer"
    tier: int | None = None
    seed: int = 1


AS_OF = click.option(
    "--as-of", metavar="VALUE", help="Facts that began later are left out; today if not given."
)
KNOWN_ON = click.option(
    "--known-on", metavar="VALUE", help="What came later is left out; `as_of` if not given."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, as the API does.")


@click.group()
def scorecards() -> None:
    """The scorecards room."""


@scorecards.command("show")
@click.argument("vendor")
@AS_OF
@KNOWN_ON
@AS_JSON
@click.pass_context
def show_command(
    context: click.Context, vendor: str, as_of: str | None, known_on: str | None, *, as_json: bool
) -> None:
    """Show a vendor's scorecard: what is demonstrated and what is possible, in three dimensions.

    VENDOR: The name or the number of the vendor.
    """
    actor, days = acting(context), _days(as_of, known_on)
    card = show(actor=actor, at=clock.now(), vendor=vendor, as_of=days.as_of, known_on=days.known_on)
    if as_json:
        click.echo(TypeAdapter(Scorecard).dump_json(card))
    else:
        _print(card_lines(card, customer=actor.organisation_name, ink=ink_for(sys.stdout.encoding)))


@scorecards.command("explain")
@click.argument("vendor")
@click.argument("criterion")
@AS_OF
@KNOWN_ON
@click.option(
    "--after",
    metavar="VALUE",
    help="How many of the lines of evidence to pass over: `next` of the answer before. [default: 0]",
)
@click.option(
    "--limit",
    metavar="VALUE",
    help=f"How many lines of evidence to list, 1 to 1,000. [default: {AT_ONCE}, with --json {LINES}]",
)
@AS_JSON
@click.pass_context
def explain_command(
    context: click.Context, /, vendor: str, criterion: str, *, as_json: bool, **words: str | None
) -> None:
    """Explain one criterion: every slot, every number of the formula, and the lines of the files.

    VENDOR: The name or the number of the vendor.

    CRITERION: The id of the criterion, as in P1.
    """
    asked = fill_in(Lines, {name: value for name, value in words.items() if value is not None})
    found = explain(
        actor=acting(context),
        at=clock.now(),
        vendor=vendor,
        criterion=criterion,
        as_of=asked.as_of,
        known_on=asked.known_on,
        after=asked.after,
        limit=asked.limit or (LINES if as_json else AT_ONCE),
    )
    if as_json:
        click.echo(TypeAdapter(Why).dump_json(found))
    else:
        _print(why_lines(found, ink=ink_for(sys.stdout.encoding)))


@scorecards.command("portfolio")
@AS_OF
@KNOWN_ON
@AS_JSON
@click.pass_context
def portfolio_command(
    context: click.Context, as_of: str | None, known_on: str | None, *, as_json: bool
) -> None:
    """Show all vendors, each with what is demonstrated and what is possible, in three dimensions."""
    actor, days = acting(context), _days(as_of, known_on)
    found = portfolio(actor=actor, at=clock.now(), as_of=days.as_of, known_on=days.known_on)
    if as_json:
        click.echo(TypeAdapter(Portfolio).dump_json(found))
    else:
        _print(portfolio_lines(found, customer=actor.organisation_name, ink=ink_for(sys.stdout.encoding)))


@scorecards.command("robustness")
@click.option(
    "--party", metavar="VALUE", help="Whose weights are varied, as in `customer`. [default: customer]"
)
@click.option("--tier", metavar="VALUE", help="Vendors of this tier alone; all if not given, up to 200.")
@click.option("--seed", metavar="VALUE", help="Of the draws of other weights. [default: 1]")
@AS_OF
@KNOWN_ON
@AS_JSON
@click.pass_context
def robustness_command(context: click.Context, /, *, as_json: bool, **words: str | None) -> None:
    """Show how far each vendor's place hangs on judgement: on weights, on the mean, on half-lives."""
    asked = fill_in(Judgements, {name: value for name, value in words.items() if value is not None})
    found = robustness(
        actor=acting(context),
        at=clock.now(),
        party=asked.party,
        tier=asked.tier,
        seed=asked.seed,
        as_of=asked.as_of,
        known_on=asked.known_on,
    )
    if as_json:
        click.echo(TypeAdapter(Robustness).dump_json(found))
    else:
        _print(robustness_lines(found))


def _days(as_of: str | None, known_on: str | None) -> Dates:
    said = {"as_of": as_of, "known_on": known_on}
    return fill_in(Dates, {name: value for name, value in said.items() if value is not None})


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line.rstrip())


commands: list[click.Command] = [scorecards]
