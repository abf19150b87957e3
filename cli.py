"""The command line: options to one request, one call, one reporter, an exit code."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

import click

from engine import __version__
from engine.errors import ChetaiError, EvaluationError, InputError, Problem, each, nearest
from engine.reading.messages import LANGUAGES, read_messages

if TYPE_CHECKING:
    from engine.assess import Assessed, Assessor, Request
    from engine.model.case import Case
    from engine.model.rulebook import Law
    from engine.reading.scenario import Scenario
    from engine.report.document import Document
    from engine.report.words import Wording

Command = TypeVar("Command", bound=Callable[..., Any])
Result = TypeVar("Result")


def _spoken() -> str:
    """The language of the help texts, which click wants before it has read the options."""
    words = sys.argv[1:]
    named = [b for a, b in pairwise(words) if a == "--lang"]
    named += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    chosen = [*named, os.environ.get("CHETAI_LANG", "")]
    return next((language for language in chosen if language in LANGUAGES), LANGUAGES[0])


# click keeps the lines of a paragraph that begins with a backspace character; a YAML file cannot hold one.
_HELP = {key: text.replace("\\b", "\b") for key, text in read_messages(_spoken())["help"].items()}

# What a shell expects of a program that Ctrl-C ended; 1 would say that something was found.
_STOPPED = 130
# Kinds of difference that a proof shows unless asked for more or fewer.
_MOST_KINDS = 10


class _Main(click.Group):
    """Turns every failure into a message and an exit code; suggests the nearest command."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        near = None if found else nearest(cmd_name, self.list_commands(ctx))
        if near:
            words = read_messages(_spoken())["words"]
            hint = f"{words['no_command'].format(name=cmd_name)} {words['nearest'].format(name=near)}"
            raise click.UsageError(hint, ctx)
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order of the work, not of the alphabet

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ChetaiError as error:
            _tell(error.problems)
            asked = all(problem.code.startswith("S32") and problem.at is None for problem in error.problems)
            raise SystemExit(2 if asked else 3 if isinstance(error, InputError) else 4) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as stopped:
            raise SystemExit(_STOPPED) from stopped
        except Exception as error:
            _tell([Problem("E503", None, {"reason": f"{type(error).__name__}: {error}"})])
            raise SystemExit(4) from error


def _tell(problems: Iterable[Problem]) -> None:
    from engine.report.document import printable
    from engine.report.words import Wording

    wording = Wording(_spoken())
    for problem in problems:
        click.echo(printable(wording.problem(problem)).replace("\n", " "), err=True)


@dataclass(frozen=True)
class _Session:
    """What every command is given: the language it speaks, the folders of its law, the form it prints in."""

    lang: str
    folders: tuple[Path, ...]
    form: str = "text"

    @cached_property
    def wording(self) -> Wording:
        from engine.report.words import Wording

        return Wording(self.lang)

    def law(self) -> Law:
        from engine.reading.law import read_law

        return read_law(self.folders)

    def assessor(self) -> Assessor:
        from engine.assess import Assessor

        return Assessor(self.law())

    def report(self, as_json: Callable[[], str], document: Callable[[], Document]) -> None:
        """Print what was found in the form asked for."""
        self.report_all([None], lambda _: as_json(), lambda _: document())

    def report_all(
        self,
        results: Iterable[Result],
        as_json: Callable[[Result], str],
        document: Callable[[Result], Document],
        between: str = "",
    ) -> None:
        """Print every result in the form asked for; as JSON, several are a list."""
        if self.form == "json":
            texts = [as_json(result).rstrip("\n") for result in results]
            click.echo(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")
            return
        for number, result in enumerate(results):
            click.echo(between if number else "", nl=False)
            self.print(document(result))

    def print(self, document: Document) -> None:
        from engine.report.markdown import markdown
        from engine.report.text import show, text

        if self.form == "markdown":
            click.echo(markdown(document), nl=False)
        elif self.form == "html":
            from engine.report.html import html

            click.echo(html(document, self.wording), nl=False)
        elif sys.stdout.isatty():
            show(document)
        else:
            click.echo(text(document), nl=False)


_LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=_spoken, show_default="vi", help=_HELP["lang"])


def _path(*names: str, metavar: str, key: str, **settings: Any) -> Callable[[Command], Command]:
    """An option that takes a path; ``key`` is that of its help."""
    return click.option(*names, metavar=metavar, type=click.Path(path_type=Path), help=_HELP[key], **settings)


def _paths(name: str, metavar: str, *, required: bool = True, many: bool = False) -> Callable[[Command], Command]:
    """One path that a command is about, or several."""
    nargs = -1 if many else 1
    return click.argument(name, metavar=metavar, nargs=nargs, required=required, type=click.Path(path_type=Path))


def _commanded(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of every command, made into its session; with ``forms``, it prints in one of those, text first."""
    rules = _path("--rules", "folders", multiple=True, envvar="CHETAI_RULES", metavar="DIR", key="rules_option")
    form = click.option(
        "--format", "form", type=click.Choice(forms), default="text", show_default=True, help=_HELP["format"]
    )

    def commanded(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(*, lang: str, folders: tuple[Path, ...], form: str = "text", **options: Any) -> None:
            command(_Session(lang, folders, form), **options)

        made = rules(_LANG(run))
        return form(made) if forms else made

    return commanded


_REPORTED = ("text", "json", "markdown")


def _requesting(command: Command) -> Command:
    """The options of a command that assesses."""
    return _telling(click.option("--all", "everything", is_flag=True, help=_HELP["all"])(command))


def _telling(command: Command) -> Command:
    """The options that say whose law on which day, how it is read, and whose telling counts."""
    for option in (
        click.option("--as-claimed-by", "claimed_by", callback=_composed, metavar="PARTY", help=_HELP["as_claimed_by"]),
        _readings,
    ):
        command = option(command)
    return _under(command)


def _readings(command: Command) -> Command:
    return click.option(
        "--reading", "readings", multiple=True, callback=_pairs, metavar="ID=CHOICE", help=_HELP["reading"]
    )(command)


def _under(command: Command) -> Command:
    """The options that say whose law on which day."""
    return _on_day("as_of")(_rulebooks("rulebook")(command))


def _rulebooks(key: str) -> Callable[[Command], Command]:
    return click.option("--rulebook", "rulebooks", multiple=True, metavar="ID", help=_HELP[key])


def _on_day(key: str) -> Callable[[Command], Command]:
    return click.option("--as-of", "as_of", callback=_day, metavar="DATE", help=_HELP[key])


def _composed(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return normalize("NFC", value) if value is not None else None


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, sign, text = normalize("NFC", value).partition("=")
        if not (sign and name and text) or name.strip() in pairs:
            raise click.BadParameter(f"{value!r}: {param.metavar}", ctx, param)
        pairs[name.strip()] = text.strip()
    return pairs


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    from engine.model.base import iso_date

    try:
        return iso_date(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r}: YYYY-MM-DD", ctx, param) from error


def _cases(assessor: Assessor, paths: tuple[Path, ...]) -> list[Case]:
    from engine.facts import facts_of
    from engine.reading.case import read_case

    def checked(path: Path) -> Case:
        case = read_case(path, assessor.law)
        facts_of(case, assessor.law)  # what is implied may be wrong too: said for all files at once
        return case

    return each(paths, checked)


def _request(session: _Session, case: Case, options: dict[str, Any]) -> Request:
    from engine.assess import Request

    as_of = options["as_of"] or case.as_of
    if as_of is None:
        as_of = _today()
        words = session.wording
        click.echo(words.say("as_of_today", day=words.day(as_of.isoformat())), err=True)
    return Request(
        as_of=as_of,
        readings=options.get("readings", {}),
        rulebooks=options["rulebooks"],
        claimed_by=options.get("claimed_by"),
        everything=options.get("everything", False),
    )


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _issued(assessor: Assessor, case: Case, request: Request, issue: Callable[[], Result]) -> Result:
    """What ``issue`` gives; where the engines differ, a bundle to report is left in the current folder."""
    from engine.bundle import write_bundle

    try:
        return issue()
    except EvaluationError as error:
        if any(problem.code == "E501" for problem in error.problems):
            raise EvaluationError(write_bundle(assessor.law, case, request, error.problems, Path.cwd())) from error
        raise


def _examine(assessor: Assessor, case: Case, request: Request) -> Assessed:
    return _issued(assessor, case, request, lambda: assessor.examine(case, request))


@click.group(cls=_Main, help=_HELP["chetai"], context_settings={"help_option_names": ["-h", "--help"]})
@_LANG
@click.version_option(__version__, prog_name="chetai")
def main(lang: str) -> None:
    """The group; ``--lang`` before the command is read by ``_spoken``."""
    # One command is one short process: looking for garbage in circles seldom is quicker, by a tenth of a cold start.
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


@main.command(help=_HELP["assess"])
@_paths("paths", "CASE...", many=True)
@_path("--calendar", metavar="FILE", key="calendar")
@_requesting
@_commanded(*_REPORTED)
def assess(session: _Session, paths: tuple[Path, ...], calendar: Path | None, **options: Any) -> None:
    """Assess case files."""
    assessor = session.assessor()
    examined = [_examine(assessor, case, _request(session, case, options)) for case in _cases(assessor, paths)]
    if calendar is not None:
        from engine.report.calendar import calendar as deadlines
        from engine.writing import write_whole

        write_whole(calendar, deadlines(examined, session.wording))
    from engine.report.note import note

    session.report_all(
        examined,
        lambda one: one.assessment.to_json(),
        lambda one: note(one, session.wording, everything=options["everything"]),
    )


@main.command(help=_HELP["explain"])
@_paths("path", "CASE")
@click.argument("key", metavar="KEY")
@_requesting
@_commanded(*_REPORTED)
def explain(session: _Session, path: Path, key: str, **options: Any) -> None:
    """Explain one conclusion."""
    from engine.report.explanation import account

    assessor = session.assessor()
    (case,) = _cases(assessor, (path,))
    examined = _examine(assessor, case, _request(session, case, options | {"everything": True}))
    explanation = examined.explain(key)
    session.report(explanation.to_json, lambda: account(explanation, examined, session.wording))


@main.command("ask", help=_HELP["ask"])
@_paths("path", "CASE")
@_path("--answers", metavar="FILE", key="answers")
@_path("--out", metavar="FILE", key="out")
@_readings
@_under
@_commanded("text", "json")
def ask(session: _Session, path: Path, answers: Path | None, out: Path | None, **options: Any) -> None:
    """Ask for the facts that settle most, and write the answers down."""
    from engine.answering import AnsweredFile
    from engine.inquire.given import GivenReplies, checked_answers
    from engine.inquire.interview import Interview
    from engine.report.dialogue import Dialogue
    from engine.report.interview import interview_json, outcome_document, question_document

    assessor, wording = session.assessor(), session.wording
    file = AnsweredFile(path, assessor.law, out)
    interview = Interview(assessor, file.case, _request(session, file.case, options), file.keep)
    replies: GivenReplies | Dialogue
    if answers is not None:
        replies = GivenReplies(interview, checked_answers(answers, file.case, assessor.law))
    elif session.form == "text" and sys.stdin.isatty() and sys.stdout.isatty():
        replies = Dialogue(interview, wording, _typed, session.print)
    elif out is not None:
        raise click.UsageError(wording.say("ask_out_unused"))
    else:
        session.report(lambda: interview_json(interview, None, ()), lambda: question_document(interview, wording))
        return
    file.begin()
    interview.conduct(replies)  # ended by Ctrl-C, every answer given is in the file
    left = replies.left if isinstance(replies, GivenReplies) else ()
    assessed = _examine(assessor, interview.case, interview.request)
    session.report(
        lambda: interview_json(interview, assessed, left),
        lambda: outcome_document(interview, assessed, wording, file.target.as_posix(), left),
    )


def _typed(prompt: str) -> str | None:
    """A line typed on the terminal; None at its end (Ctrl-D)."""
    try:
        return normalize("NFC", input(prompt))
    except EOFError:
        return None


@main.command("what-if", help=_HELP["what_if"])
@_paths("path", "CASE")
@click.option(
    "--set", "settings", multiple=True, required=True, callback=_pairs, metavar="FACT=VALUE", help=_HELP["set"]
)
@_requesting
@_commanded(*_REPORTED)
def what_if(session: _Session, path: Path, settings: dict[str, str], **options: Any) -> None:
    """Compare a case with itself, changed."""
    from engine.inquire.what_if import what_if as compare
    from engine.report.comparison import comparison_note

    assessor = session.assessor()
    (case,) = _cases(assessor, (path,))
    request = _request(session, case, options)
    comparison = _issued(assessor, case, request, lambda: compare(assessor, case, request, settings))
    session.report(comparison.to_json, lambda: comparison_note(comparison, session.wording))


@main.command("changes", help=_HELP["changes"])
@_paths("path", "CASE")
@click.argument("key", metavar="KEY")
@click.option("--to", type=click.Choice(["holds", "does_not_hold"]), help=_HELP["to_status"])
@click.option(
    "--limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="N", help=_HELP["limit_sets"]
)
@_telling
@_commanded(*_REPORTED)
def changes(session: _Session, path: Path, key: str, to: str | None, limit: int, **options: Any) -> None:
    """Find the smallest changes that flip one conclusion."""
    from engine.evaluation import Status
    from engine.inquire.changes import changes as smallest
    from engine.report.changes import changes_note
    from engine.report.progress import progress

    assessor, wording = session.assessor(), session.wording
    (case,) = _cases(assessor, (path,))
    request = _request(session, case, options)
    wanted = Status(to) if to else None

    def steps(numbers: Sequence[int]) -> AbstractContextManager[Iterator[int]]:
        return progress(numbers, wording.say("changing"))

    found = _issued(assessor, case, request, lambda: smallest(assessor, case, request, key, wanted, limit, steps))
    session.report(found.to_json, lambda: changes_note(found, wording))


@main.command(help=_HELP["rules"])
@click.argument("name", metavar="[NAME]", required=False)
@_commanded("text", "json", "markdown", "html", "svg", "mermaid")
def rules(session: _Session, name: str | None) -> None:
    """Browse rulebooks: as text, as a document, as a map."""
    from engine.report.rulebooks import as_json, contents, ensure_known, found, picture, whole

    law, wording = session.law(), session.wording
    if name is not None:
        ensure_known(law, name)
    if session.form in ("svg", "mermaid"):
        click.echo(picture(law, name, session.form, wording, _today()), nl=False)
    elif name is not None:
        session.report(lambda: as_json(law, name), lambda: found(law, name, wording))
    else:
        document = contents if session.form == "text" else whole
        session.report(lambda: as_json(law, None), lambda: document(law, wording))


@main.command("check", help=_HELP["check"])
@click.argument("names", metavar="[RULEBOOK...]", nargs=-1)
@_path("--scenarios", multiple=True, metavar="DIR", key="scenarios_option")
@click.option("--fix", is_flag=True, help=_HELP["fix"])
@click.option("--repin", multiple=True, metavar="RULE", help=_HELP["repin"])
@click.option("--explain", "code", metavar="CODE", help=_HELP["explain_code"])
@_commanded("text", "json", "sarif")
def check_rulebooks(session: _Session, names: tuple[str, ...], fix: bool, code: str | None, **options: Any) -> None:
    """Check rulebooks."""
    if code is not None:
        from engine.report.pages import called, page

        return replace(session, form="text").print(page(called(code, session.lang), session.wording))
    if options["repin"] and not fix:
        raise click.UsageError(session.wording.say("check_repin"))
    from engine.lint import Scope, check
    from engine.lint.mend import mend
    from engine.report.findings import as_json, lines
    from engine.report.sarif import sarif

    scope = Scope.of(names, session.folders, options["scenarios"], options["repin"])
    checked, mended = check(scope), []
    if fix:
        mended = mend(checked.findings, scope.repin)
        checked = check(scope)
    printed = {
        "text": lambda: lines(checked, mended, session.wording),
        "json": lambda: as_json(checked, mended),
        "sarif": lambda: sarif(checked, session.wording),
    }
    click.echo(printed[session.form](), nl=False)
    raise SystemExit(checked.exit_code)


@main.command("test", help=_HELP["test"])
@_paths("paths", "[SCENARIO...]", required=False, many=True)
@click.option("--update", is_flag=True, help=_HELP["update"])
@_path("--junit", metavar="FILE", key="junit")
@click.option("--coverage", is_flag=True, help=_HELP["coverage"])
@click.option("--mutate", is_flag=True, help=_HELP["mutate"])
@click.option("--at-least", metavar="PERCENT", type=click.FloatRange(0, 100), help=_HELP["at_least"])
@_rulebooks("measured_rulebook")
@_path("--keep", metavar="DIR", key="keep")
@_path("--resume", metavar="FILE", key="resume")
@_commanded(*_REPORTED)
def test_scenarios(
    session: _Session, paths: tuple[Path, ...], update: bool, junit: Path | None, **measured: Any
) -> None:
    """Run scenarios; where all pass, measure what they show of the law."""
    is_measured = measured["coverage"] or measured["mutate"]
    if not is_measured and any(measured[name] for name in ("at_least", "rulebooks", "keep", "resume")):
        raise click.UsageError(session.wording.say("measures_only"))
    from engine.reading.scenario import scenario_folders
    from engine.rehearse import rehearse_all
    from engine.report.progress import progress
    from engine.report.scenarios import outcome, outcome_json

    assessor, wording = session.assessor(), session.wording
    with progress(scenario_folders(list(paths) or [Path("scenarios")]), wording.say("rehearsing")) as steps:
        found = rehearse_all(assessor, steps, update=update, examine=_examine)
    if junit is not None:
        from engine.report.junit import junit as as_junit
        from engine.writing import write_whole

        write_whole(junit, as_junit(found, wording))
    passed = found.is_settled and not found.unreadable
    is_told = not passed or not is_measured
    if is_told and (found.rehearsals or session.form == "json"):
        session.report(lambda: outcome_json(found), lambda: outcome(found, wording, updated=update))
    if is_measured and not passed:
        click.echo(wording.say("not_measured"), err=True)
    if found.unreadable:
        raise InputError(found.problems)
    if not passed:
        raise SystemExit(1)
    if is_measured:
        _measure(session, assessor, [rehearsal.scenario for rehearsal in found.rehearsals], measured)


def _measure(session: _Session, assessor: Assessor, scenarios: list[Scenario], asked: dict[str, Any]) -> None:
    """What passing scenarios show of the law; exit code 1 below the share asked for."""
    from engine.bench import Bench
    from engine.report.progress import progress

    bench = Bench(assessor, scenarios, asked["rulebooks"], asked["keep"], session.wording, progress)
    found = [bench.coverage()] if asked["coverage"] else []
    found += [bench.mutation(asked["resume"])] if asked["mutate"] else []
    session.report_all(found, lambda one: one.json, lambda one: one.document, between="\n")
    if not all(one.is_clean and one.percent >= (asked["at_least"] or 0) for one in found):
        raise SystemExit(1)


@main.command(help=_HELP["verify"])
@click.argument("names", metavar="[RULEBOOK...]", nargs=-1)
@click.option("--property", "properties", multiple=True, metavar="ID", help=_HELP["property"])
@_on_day("day_of_proof")
@_path("--keep", metavar="DIR", key="keep_counterexamples")
@_commanded(*_REPORTED)
def verify(
    session: _Session, names: tuple[str, ...], properties: tuple[str, ...], keep: Path | None, **options: Any
) -> None:
    """Prove properties, or show the case that refutes them."""
    from engine.proving.verify import questions
    from engine.report.progress import progress
    from engine.report.proofs import counterexample_files, is_clean, proofs_document, proofs_json
    from engine.writing import write_new

    law, day = session.law(), options["as_of"] or _today()
    with progress(questions(law, names, properties, day), session.wording.say("verifying")) as steps:
        answers = [question.answer() for question in steps]
    session.report(
        lambda: proofs_json(answers, law, day.isoformat()),
        lambda: proofs_document(answers, law, day.isoformat(), session.wording),
    )
    if keep is not None:
        write_new(counterexample_files(answers, law, keep, session.wording))
    if not is_clean(answers):
        raise SystemExit(1)


@main.command("diff", help=_HELP["diff"])
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_path("--cases", "places", multiple=True, metavar="DIR", key="cases")
@_on_day("day_for_cases")
@click.option("--prove", is_flag=True, help=_HELP["prove"])
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=_HELP["limit"])
@_commanded(*_REPORTED)
def diff(session: _Session, old: str, new: str, places: tuple[Path, ...], limit: int | None, **options: Any) -> None:
    """Compare two laws."""
    from engine.compare import revised
    from engine.compare.sides import two_sides
    from engine.reading.cases import case_files
    from engine.report.progress import progress
    from engine.report.revised import revised_document, revised_json

    sides = two_sides(old, new, session.folders)
    with progress(case_files(list(places)), session.wording.say("comparing")) as steps:
        found = revised(sides, steps if places else None, options["as_of"], _examine)
    proven = None
    if options["prove"]:
        from engine.proving.differing import differing

        old_law, new_law = ((side.law, side.readings) for side in sides)
        most = _MOST_KINDS if limit is None else limit
        with progress(range(most), session.wording.say("proving"), patience=0) as kinds:
            proven = differing(old_law, new_law, options["as_of"] or _today(), kinds)
    session.report(
        lambda: revised_json(found, limit, proven), lambda: revised_document(found, session.wording, limit, proven)
    )
    if found.outcomes and found.outcomes.unread:
        raise InputError(problem for unread in found.outcomes.unread for problem in unread.problems)


@main.group("new", cls=_Main, help=_HELP["new"])
@_LANG
def new(lang: str) -> None:
    """Files to begin with; ``--lang`` before the command is read by ``_spoken``."""


@new.command("case", help=_HELP["new_case"])
@_paths("path", "[FILE]", required=False)
@_under
@_commanded()
def new_case(session: _Session, path: Path | None, as_of: datetime.date | None, rulebooks: tuple[str, ...]) -> None:
    """Write or print a case file to fill in."""
    from engine.scaffold.case import case_text

    _give(path, case_text(session.law(), as_of or _today(), rulebooks, session.lang).encode())


@new.command("rule", help=_HELP["new_rule"])
@click.argument("rule_id", metavar="ID", callback=_composed)
@click.option("--provision", required=True, callback=_composed, metavar="PROVISION", help=_HELP["provision"])
@_rulebooks("rulebook_of_rule")
@_path("--to", "path", metavar="FILE", key="to")
@_commanded()
def new_rule(session: _Session, rule_id: str, provision: str, rulebooks: tuple[str, ...], path: Path | None) -> None:
    """Print a rule to fill in, or append it to a file."""
    from engine.scaffold.rule import rule_file, rule_lines
    from engine.writing import write_whole

    content = rule_file(path, rule_lines(session.law(), rule_id, provision, rulebooks, session.lang), rule_id)
    if path is not None and path.exists():
        write_whole(path.resolve(), content)
    else:
        _give(path, content)


@new.command("scenario", help=_HELP["new_scenario"])
@_paths("folder", "DIR")
@_path("--case", "path", metavar="CASE", key="case_of_scenario")
@_under
@_commanded()
def new_scenario(session: _Session, folder: Path, path: Path | None, **options: Any) -> None:
    """Write a scenario whose expectations are what the law says now."""
    from engine.scaffold.scenario import begun, copied, expected_text
    from engine.writing import write_new

    assessor = session.assessor()
    if path is None:
        content, case = begun(assessor.law, options["as_of"] or _today(), options["rulebooks"], session.lang)
    else:
        content, case = copied(path, assessor.law)
    request = _request(session, case, options)
    expected = _issued(assessor, case, request, lambda: expected_text(assessor, folder, case, request, session.lang))
    write_new({folder / "case.yaml": content, folder / "expected.yaml": expected.encode()})
    _written(folder / "case.yaml", folder / "expected.yaml")


@new.command("pair", help=_HELP["new_pair"])
@click.argument("conclusion", metavar="CONCLUSION", callback=_composed)
@_paths("folder", "DIR")
@_on_day("day_of_proof")
@_commanded()
def new_pair(session: _Session, conclusion: str, folder: Path, as_of: datetime.date | None) -> None:
    """Write two scenarios one fact apart."""
    from engine.scaffold.pair import pair_files
    from engine.writing import write_new

    files = pair_files(session.assessor(), conclusion, folder, as_of or _today(), session.lang)
    if files is None:
        click.echo(session.wording.say("no_pair", conclusion=conclusion), err=True)
        raise SystemExit(1)
    write_new(files)
    _written(*files)


@new.command("schemas", help=_HELP["new_schemas"])
@_paths("folder", "DIR")
@_commanded()
def new_schemas(session: _Session, folder: Path) -> None:
    """Write the JSON Schemas of the law."""
    from engine.scaffold.schemas import write_schemas

    _written(*write_schemas(folder, session.law(), session.lang))


def _give(path: Path | None, content: bytes) -> None:
    """Print a new file, or write it where nothing is."""
    from engine.writing import write_new

    if path is None:
        click.echo(content, nl=False)
    else:
        write_new({path: content})
        _written(path)


def _written(*paths: Path) -> None:
    for path in paths:
        click.echo(path.as_posix())
