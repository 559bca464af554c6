"""The result as HTML: the one place where HTML is written, and escaped by construction.

`element()` is the only way to make HTML here: text given to it is escaped, `Html` is not escaped twice. The
rest of the file is the vocabulary that calculators tell their answers in (a scale, a chart of an
organisation, steps, notes …) and the forms and tables that the build puts into the pages.

Numbers for drawing use only + - * / and rounding, which give the same digits natively and in a browser.
"""

import html as _html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators import form
from calculators.law import Kind, Number, Parameter, RulesDay, Source, Step
from calculators.text import Words


@dataclass(frozen=True, slots=True)
class Html:
    """Text that is HTML already, so that it is not escaped again."""

    text: str


Content = Html | str


def element(tag: str, *content: Content, **attributes: str | int | None) -> Html:
    """Return an element. `class_` loses its underscore, `data_x` becomes `data-x`, None is left out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{_joined(content)}</{tag}>")


_VOID = frozenset({"input", "meta"})


def _attribute(name: str, value: str | int | None) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {written}"
    escaped = _html.escape(str(value), quote=False).replace('"', "&quot;")
    return f' {written}="{escaped}"'


def _joined(content: Iterable[Content]) -> str:
    return "".join(part.text if isinstance(part, Html) else _html.escape(part) for part in content)


def together(*content: Content) -> Html:
    """Return several pieces as one, nothing around them."""
    return Html(_joined(content))


NOTHING = Html("")


# --- What an answer is told with


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A number against the limits that matter, with what the distance means in words."""

    title: str
    value: int
    limits: tuple[int, ...]
    says: str
    distance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place in the organisation that somebody sits in."""

    key: str
    """Keeps a name written in, from one drawing of the chart to the next."""
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A body of the organisation and its seats."""

    title: str
    seats: tuple[Seat, ...]
    more: str = ""
    """What else sits there without a seat of its own in the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """An organisation: the body on top, those under it, and how many more are not drawn."""

    title: str
    words: tuple[str, ...]
    """The whole chart in sentences: its text alternative, shown to everyone."""
    top: Box
    below: tuple[Box, ...] = ()
    not_drawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """A heading with sentences under it."""

    title: str
    sentences: tuple[str, ...]
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A sentence that ends in a page of the handbook.

    `page` is an address inside the language's own site, and is reached by going two folders up: every page
    that holds a calculator stands two folders deep. A test follows the links from each of them.
    """

    says: str
    name: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """A heading with sentences that each lead on to a page."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names and values: what was answered, defaults among them."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that must have happened by a day."""

    day: date
    state: str
    """Where it stands today: `met`, `past`, `next` or `later`."""
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Deadlines in order of time: a list first, then the same as a drawing."""

    title: str
    entries: tuple[Entry, ...]
    years: tuple[tuple[date, date, str], ...]
    """First day, last day and name of each year drawn, one after the other without a gap."""
    today: date
    drawn: str
    """What the drawing shows, for whoever does not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A place for a name in a letter: what it is called, and what stands there while it is empty."""

    key: str
    label: str
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A text for the reader to send, which she may change before she does."""

    title: str
    says: str
    subject: str
    text: str
    """Holds each blank's `empty`, once."""
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to fill in by hand, printed by itself: its headings, and what its rows are about."""

    title: str
    says: str
    header: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One of several amounts: its name, how long it is drawn, and the amount as it is told."""

    name: str
    length: int
    cells: tuple[str, ...]
    """The first is written on the bar; the table has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Amounts side by side: a drawing, and the same numbers as a table."""

    title: str
    says: str
    header: tuple[str, ...]
    """Of the table: the names, then the cells."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A number that is not sure: from, to, and the best guess between them, on a line from nought."""

    title: str
    says: str
    at_least: int
    best: int
    up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Names and numbers in rows, told and not filled in."""

    title: str
    says: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Entries of the reader's own that may be moved, each by its place; a page that keeps them shows how."""

    title: str
    says: str
    button: str
    rows: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to write on: what is to be written, and the blank that fills it in, if one does."""

    label: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a note: sentences, a table, points to choose from, lines to write on."""

    title: str
    sentences: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sheet of paper to bring along, printed by itself."""

    title: str
    says: str
    """To the reader on the screen; it is not part of the paper."""
    sections: tuple[Section, ...]
    footer: tuple[str, ...]


Part = (
    Scale
    | Chart
    | Sentences
    | Links
    | Facts
    | Timeline
    | Letter
    | Sheet
    | Bars
    | Span
    | Grid
    | Offered
    | Note
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer in words, before it is HTML: the answer first, then why, then the rest."""

    headline: str
    because: tuple[str, ...]
    rests_on: Source
    """Where the deciding rule stands."""
    parts: tuple[Part, ...]
    after: tuple[Part, ...] = ()
    """What comes after the steps: what is not settled, what follows."""
    calendar: str = ""
    """The answer's days as a calendar file, where it has any."""


def answer(told: Told, steps: Sequence[Step], words: Words, *, on: date) -> Html:
    """Return the whole answer: told, worked out step by step, and signed with its day and sources."""
    return element(
        "div",
        element("p", told.headline, class_="answer__headline"),
        *(element("p", sentence, class_="answer__because") for sentence in told.because),
        element("p", words("answer.rests_on"), " ", _cited(told.rests_on, words), class_="answer__source"),
        *(_part(part, words) for part in told.parts),
        _worked_out(steps, words),
        *(_part(part, words) for part in told.after),
        _signature(steps, words, on),
        class_="answer",
    )


def example(told: Told, words: Words) -> Html:
    """Return an answer in short, for a list of examples: its days, where it has any, but no drawing."""
    entries = [entry for part in told.parts if isinstance(part, Timeline) for entry in part.entries]
    listed = [
        element("li", element("strong", words("timeline.day", day=entry.day)), " ", entry.title)
        for entry in entries
    ]
    return together(
        element("p", element("strong", told.headline)),
        *(element("p", sentence) for sentence in told.because),
        element("ol", *listed) if listed else NOTHING,
    )


def problems(found: Sequence[tuple[form.Problem, str]], asked: Mapping[str, str], words: Words) -> Html:
    """Return the summary of what must be mended: each problem with its question's name, all at once."""
    rows = [element("li", _problem(problem, message, asked, words)) for problem, message in found]
    many = sum(_many(problem) for problem, _ in found)
    return element(
        "div",
        element("p", words("problems.title", n=many), class_="problems__title"),
        element("ul", *rows),
        class_="problems",
    )


def _many(problem: form.Problem) -> int:
    counted = problem.numbers.get("n") if problem.code == form.MORE_PROBLEMS else None
    return counted if isinstance(counted, int) else 1


def _problem(problem: form.Problem, message: str, asked: Mapping[str, str], words: Words) -> Content:
    if problem.field is None or problem.field not in asked:
        return message
    row = words("problems.row", label=asked[problem.field], message=message)
    return element("a", row, href="#", data_goes_to=problem.at or problem.field)


def _part(part: Part, words: Words) -> Html:
    match part:
        case Scale() | Chart() | Timeline() | Bars() | Span():
            html = _drawn(part, words)
        case Letter():
            html = _letter(part, words)
        case Sheet():
            html = _sheet(part, words)
        case Note():
            html = _note(part, words)
        case Sentences():
            listed = element("ul", *(element("li", sentence) for sentence in part.sentences))
            kind = "answer__notes" if part.warns else None
            html = element("section", element("h3", part.title), listed, class_=kind)
        case Links():
            listed = element("ul", *(_link(link) for link in part.links))
            html = element("section", element("h3", part.title), listed)
        case Grid():
            grid = _grid(part.title, part.header, part.rows)
            html = element("section", element("h3", part.title), element("p", part.says), grid)
        case Offered():
            html = _offered(part)
        case _:
            rows = [together(element("dt", name), element("dd", value)) for name, value in part.rows]
            listed = element("dl", *rows, class_="answer__facts")
            html = element("details", element("summary", part.title), listed)
    return html


def _drawn(part: Scale | Chart | Timeline | Bars | Span, words: Words) -> Html:
    match part:
        case Scale():
            return _scale(part)
        case Chart():
            return _chart(part, words)
        case Timeline():
            return _timeline(part, words)
        case Bars():
            return _bars(part, words)
    return _span(part, words)


def reckoned_with(
    asked: Iterable[form.Group], answers: Mapping[str, object], words: Words, on: date
) -> Facts:
    """Return what was answered, defaults among them, so that none is hidden; without what was left open."""
    rows = [
        (words(f"question.{question.name}.label"), answered)
        for question in form.questions(asked)
        if not question.kept
        if (answered := _answered(question, question.name, answers[question.name], words))
    ]
    return Facts(title=words("answer.reckoned_with"), rows=(*rows, (words("form.on"), words.shown(on))))


def _answered(question: form.Question, key: str, answered: Any, words: Words) -> str:  # noqa: ANN401  any answer
    """Return an answer as the reader would say it; empty where there is none."""
    match answered:
        case None:
            return ""
        case bool():
            return words("answer.yes" if answered else "answer.no")
        case Mapping():
            return "; ".join(_row_answered(question, key, row, words) for row in answered.values())
    if isinstance(question, form.Choice):
        return words(f"question.{key}.{answered}")
    if isinstance(question, form.ListedNumber):
        return words(f"question.{key}.option", n=answered)
    return words.shown(answered)


def _row_answered(question: form.Question, key: str, row: Mapping[str, object], words: Words) -> str:
    if not isinstance(question, form.Rows):
        raise TypeError(f"{question.name}: got rows for {question!r}, expected rows of answers")
    cells = [
        (words(f"question.{key}.{column.name}.label"), _answered(column, f"{key}.{column.name}", cell, words))
        for column in question.columns
        if (cell := row[column.name]) is not None
    ]
    return ", ".join(f"{label}: {cell}" for label, cell in cells)


def _link(link: Link) -> Html:
    return element("li", f"{link.says} ", element("a", link.name, href=f"../../{link.page}"))


def _worked_out(steps: Sequence[Step], words: Words) -> Html:
    if not steps:
        return NOTHING
    rows = [
        element(
            "li",
            words(f"step.{step.rule}", **dict(step.numbers)),
            " ",
            element("span", "(", _cited(step.source, words), ")", class_="answer__source"),
        )
        for step in steps
    ]
    return element("details", element("summary", words("answer.steps")), element("ol", *rows))


def _cited(source: Source, words: Words) -> Html:
    own = f"source.{source.id}"
    if words.has(own):
        cited = together(words(own))
    else:
        name = words(
            "source.cited_paragraph" if source.paragraph else "source.cited",
            title=source.title,
            paragraph=source.paragraph,
        )
        in_danish = "da" if words.language != "da" else None
        cited = element(
            "a" if source.url else "span",
            name,
            href=source.url or None,
            rel="external" if source.url else None,
            lang=in_danish,
        )
    if source.kind is Kind.LAW and source.seen:
        return cited
    return together(cited, ", ", element("em", words(f"source.{_standing(source)}")))


def _standing(source: Source) -> str:
    return source.kind if source.seen else f"{source.kind}_unseen"


def _signature(steps: Sequence[Step], words: Words, on: date) -> Html:
    rows = [
        element("li", _cited(source, words), " ", words("source.verified", day=verified_on))
        for source, verified_on in cited_sources(steps)
    ]
    return element(
        "footer",
        element("p", words("answer.rules_on", day=on)),
        element("p", words("answer.guidance")),
        element("details", element("summary", words("answer.sources")), element("ul", *rows))
        if rows
        else NOTHING,
        class_="answer__signature",
    )


def cited_sources(steps: Iterable[Step]) -> list[tuple[Source, date]]:
    """Return each source once, in the order used, with the earliest day on which it was last read."""
    read: dict[Source, date] = {}
    for step in steps:
        read[step.source] = min(read.get(step.source, step.verified_on), step.verified_on)
    return list(read.items())


# --- Drawings. Widths are those of a narrow phone; the style sheet lets them grow.

_WIDTH = 320
_MARGIN = 16


def _scale(scale: Scale) -> Html:
    """Draw a line with a mark at each limit, evenly apart, and where the number stands."""
    stops = (0, *scale.limits)
    ends = (*stops, 2 * stops[-1])
    room = (_WIDTH - 2 * _MARGIN) / len(stops)

    def across(value: int) -> int:
        for place, (start, end) in enumerate(zip(stops, ends[1:], strict=True)):
            if value < end:
                return round(_MARGIN + room * (place + (value - start) / (end - start)))
        return _WIDTH - _MARGIN

    here = across(scale.value)
    marks = [
        together(
            element("line", x1=across(stop), x2=across(stop), y1=38, y2=50),
            element("text", str(stop), x=across(stop), y=66, text_anchor="middle"),
        )
        for stop in stops
    ]
    drawing = element(
        "svg",
        element("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=44, y2=44, class_="scale__line"),
        *marks,
        element("circle", cx=here, cy=44, r=7, class_="scale__here"),
        element(
            "text",
            str(scale.value),
            x=min(max(here, 24), _WIDTH - 24),
            y=26,
            text_anchor="middle",
            class_="scale__value",
        ),
        viewBox=f"0 0 {_WIDTH} 74",
        role="img",
        aria_label=scale.says,
        class_="scale",
    )
    return element(
        "section",
        element("h3", scale.title),
        element("p", scale.says, " ", element("strong", scale.distance)),
        drawing,
    )


_ROW = 38
_GAP = 14
_HEAD = 26


def _chart(chart: Chart, words: Words) -> Html:
    """Draw the top body across the whole width, and the others below it, two in a row, hanging from it."""
    bottom = _height(chart.top)
    drawn = [_box(chart.top, 0, 0, _WIDTH)]
    middle, half = _WIDTH // 2, (_WIDTH - _GAP) // 2
    lines = []
    if len(chart.below) == 1:
        lines.append(element("line", x1=middle, x2=middle, y1=bottom, y2=bottom + _GAP))
        drawn.append(_box(chart.below[0], 0, bottom + _GAP, _WIDTH))
        bottom += _GAP + _height(chart.below[0])
    else:
        trunk = bottom
        for row in range(0, len(chart.below), 2):
            pair = chart.below[row : row + 2]
            bottom += _GAP
            hangs_at = bottom + _HEAD // 2
            for left, box in zip((0, half + _GAP), pair, strict=False):
                edge = left or half
                lines.append(element("line", x1=edge, x2=middle, y1=hangs_at, y2=hangs_at))
                drawn.append(_box(box, left, bottom, half))
            lines.append(element("line", x1=middle, x2=middle, y1=trunk, y2=hangs_at))
            trunk = hangs_at
            bottom += max(_height(box) for box in pair)
    drawing = element(
        "svg",
        *lines,
        *drawn,
        viewBox=f"0 0 {_WIDTH} {bottom}",
        role="img",
        aria_label=chart.title,
        class_="chart",
    )
    return element(
        "section",
        element("h3", chart.title),
        *(element("p", sentence) for sentence in chart.words),
        drawing,
        element("p", chart.not_drawn) if chart.not_drawn else NOTHING,
        _names(chart, words),
        class_="answer__chart",
    )


def _names(chart: Chart, words: Words) -> Html:
    """Return fields for names, which the page copies into the drawing. No `name`: no form sends them."""
    rows = [
        element(
            "label", f"{box.title}: {seat.role} ", element("input", data_fills=seat.key, autocomplete="off")
        )
        for box in (chart.top, *chart.below)
        for seat in box.seats
    ]
    return element(
        "details",
        element("summary", words("chart.names")),
        element("div", element("p", words("chart.names_stay")), *rows, class_="answer__names"),
        data_part="names",
    )


def _height(box: Box) -> int:
    return _HEAD + _ROW * len(box.seats) + (_HEAD if box.more else 8)


def _box(box: Box, left: int, top: int, width: int) -> Html:
    middle = left + width // 2
    rows = [
        together(
            element("text", seat.role, x=middle, y=top + _HEAD + _ROW * row + 14, text_anchor="middle"),
            element(
                "text",
                x=middle,
                y=top + _HEAD + _ROW * row + 31,
                text_anchor="middle",
                data_filled=seat.key,
                class_="chart__name",
            ),
        )
        for row, seat in enumerate(box.seats)
    ]
    more = (
        element("text", box.more, x=middle, y=top + _HEAD + _ROW * len(box.seats) + 14, text_anchor="middle")
        if box.more
        else NOTHING
    )
    return element(
        "g",
        element("rect", x=left + 1, y=top + 1, width=width - 2, height=_height(box) - 2, rx=8),
        element("text", box.title, x=middle, y=top + 20, text_anchor="middle", class_="chart__title"),
        *rows,
        more,
    )


_MARK = 9
"""Radius of a mark, with room for a number of two digits."""
_MARK_ROW = 22


def _timeline(told: Timeline, words: Words) -> Html:
    listed = [
        element(
            "li",
            element(
                "p",
                element("span", words(f"timeline.{entry.state}"), class_="timeline__state"),
                " ",
                element("strong", words("timeline.day", day=entry.day)),
            ),
            element("p", entry.title),
            *(element("p", sentence) for sentence in entry.says),
            class_=f"timeline__{entry.state}",
        )
        for entry in told.entries
    ]
    return element(
        "section",
        element("h3", told.title),
        element("ol", *listed, class_="timeline") if listed else NOTHING,
        _timeline_drawn(told, words),
    )


def _timeline_drawn(told: Timeline, words: Words) -> Html:
    """Draw the years as a bar, each deadline as its number in the list above it, and where today stands."""
    first, last = told.years[0][0], told.years[-1][1]

    def across(day: date) -> int:
        days = (last - first).days + 1
        return round(_MARGIN + (_WIDTH - 2 * _MARGIN) * (day - first).days / days)

    inside = [(number, entry) for number, entry in enumerate(told.entries, start=1) if entry.day >= first]
    rows = _rows_apart([across(entry.day) for _, entry in inside], least=2 * _MARK + 2)
    bar = 20 + _MARK_ROW * (max(rows, default=0) + 1)
    marks = [
        together(
            element("line", x1=across(entry.day), x2=across(entry.day), y1=_mark_at(row), y2=bar),
            element(
                "circle", cx=across(entry.day), cy=_mark_at(row), r=_MARK, class_=f"timeline__{entry.state}"
            ),
            element("text", str(number), x=across(entry.day), y=_mark_at(row) + 4, text_anchor="middle"),
        )
        for (number, entry), row in zip(inside, rows, strict=True)
    ]
    years = [
        together(
            element("rect", x=across(start), y=bar, width=across(end) - across(start), height=22),
            element("text", name, x=(across(start) + across(end)) // 2, y=bar + 16, text_anchor="middle"),
        )
        for start, end, name in told.years
    ]
    today = NOTHING
    if first <= told.today <= last:
        here = across(told.today)
        today = together(
            element("line", x1=here, x2=here, y1=16, y2=bar + 28, class_="timeline__today"),
            element(
                "text",
                words("timeline.today"),
                x=min(max(here, 24), _WIDTH - 24),
                y=12,
                text_anchor="middle",
                class_="timeline__today",
            ),
        )
    return element(
        "svg",
        *years,
        *marks,
        today,
        element("text", words.shown(first), x=_MARGIN, y=bar + 42),
        element("text", words.shown(last), x=_WIDTH - _MARGIN, y=bar + 42, text_anchor="end"),
        viewBox=f"0 0 {_WIDTH} {bar + 48}",
        role="img",
        aria_label=told.drawn,
        class_="timeline-drawn",
    )


def _mark_at(row: int) -> int:
    return 28 + _MARK_ROW * row


def _rows_apart(places: Sequence[int], *, least: int) -> list[int]:
    """Return the row of each mark, so that no two marks of a row stand nearer than `least`."""
    ends: list[int] = []
    rows = []
    for place in places:
        row = next((row for row, end in enumerate(ends) if place - end >= least), len(ends))
        ends[row:] = [place, *ends[row + 1 :]]
        rows.append(row)
    return rows


_LETTERS = 36
"""Of the name of a bar, or of a row on paper: what fits across. The answer's own table has the whole name."""
_BAR = 16
_BAR_ROW = 44


def _bars(told: Bars, words: Words) -> Html:
    """Draw each amount as a bar under its name, with the amount on it: nothing is told by colour."""
    longest = max(bar.length for bar in told.bars) or 1
    drawn = [
        together(
            element("text", _short(bar.name), x=0, y=_BAR_ROW * row + 14),
            element(
                "rect",
                x=0,
                y=_BAR_ROW * row + 20,
                width=max(round((_WIDTH - _BARS_END) * bar.length / longest), 1),
                height=_BAR,
            ),
            element(
                "text",
                bar.cells[0],
                x=round((_WIDTH - _BARS_END) * bar.length / longest) + 6,
                y=_BAR_ROW * row + 33,
                class_="bars__amount",
            ),
        )
        for row, bar in enumerate(told.bars)
    ]
    drawing = element(
        "svg",
        *drawn,
        viewBox=f"0 0 {_WIDTH} {_BAR_ROW * len(told.bars)}",
        role="img",
        aria_label=told.says,
        class_="bars",
    )
    rows = [(bar.name, *bar.cells) for bar in told.bars]
    return element(
        "section",
        element("h3", told.title),
        element("p", told.says),
        drawing,
        element("details", element("summary", words("bars.as_table")), _grid(told.title, told.header, rows)),
    )


_BARS_END = 170
"""Room for the amount after the longest bar."""


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}\u2026"


def _span(told: Span, words: Words) -> Html:
    """Draw a line from nought, a broad bar from one end to the other, and a mark where the best guess is."""
    end = max(told.up_to, 1)

    def across(value: int) -> int:
        return round(_MARGIN + (_WIDTH - 2 * _MARGIN) * value / end)

    left, best, right = across(told.at_least), across(told.best), across(told.up_to)
    drawing = element(
        "svg",
        element("line", x1=_MARGIN, x2=right, y1=44, y2=44),
        element("rect", x=left, y=36, width=max(right - left, 1), height=16),
        element("line", x1=left, x2=left, y1=28, y2=60),
        element("line", x1=right, x2=right, y1=28, y2=60),
        element("path", d=f"M{best} 34l10 10-10 10-10-10z", class_="span__best"),
        element("text", "0", x=_MARGIN, y=76, text_anchor="middle"),
        # Each on a row of its own, so that they never run into each other however near the ends are.
        *(
            element(
                "text",
                words(f"span.{name}", n=value),
                x=min(max(at, _WIDTH // 4), _WIDTH - _WIDTH // 4),
                y=y,
                text_anchor="middle",
                class_="span__ends" if name == "at_least" else None,
            )
            for name, value, at, y in (
                ("at_least", told.at_least, left, 20),
                ("best", told.best, best, 96),
                ("up_to", told.up_to, right, 116),
            )
        ),
        viewBox=f"0 0 {_WIDTH} 122",
        role="img",
        aria_label=told.says,
        class_="span",
    )
    return element("section", element("h3", told.title), element("p", told.says), drawing)


def _grid(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table whose first column heads its rows; it stacks on a phone as the rules' tables do."""
    return element(
        "table",
        element(
            "thead",
            element(
                "tr", *(element("th", head, scope="col", role="columnheader") for head in header), role="row"
            ),
            role="rowgroup",
        ),
        element(
            "tbody",
            *(
                element(
                    "tr",
                    element("th", row[0], scope="row", role="rowheader"),
                    *(
                        element("td", cell, role="cell", data_head=head)
                        for head, cell in zip(header[1:], row[1:], strict=True)
                    ),
                    role="row",
                )
                for row in rows
            ),
            role="rowgroup",
        ),
        aria_label=name,
        role="table",
        data_stacks=True,
    )


def _offered(told: Offered) -> Html:
    """Return the entries with a button each, which shows where a page keeps the log and can move it."""
    rows = [
        element(
            "li",
            says,
            " ",
            element(
                "button",
                told.button,
                type="button",
                data_action="to_calendar",
                data_entry=place,
                aria_label=f"{told.button}: {says}",
                class_="button",
                hidden=True,
            ),
        )
        for place, says in told.rows
    ]
    return element(
        "section",
        element("h3", told.title),
        element("p", told.says),
        element("ul", *rows),
        class_="answer__notes",
    )


# --- To take along


def _note(note: Note, words: Words) -> Html:
    """Return a sheet of paper: the page's print button takes it alone, as it does a sheet to fill in."""
    return element(
        "details",
        element("summary", note.title),
        element(
            "div",
            element("p", note.says, data_part="note-says"),
            *(_note_section(section) for section in note.sections),
            element("footer", *(element("p", sentence) for sentence in note.footer)),
            element(
                "p",
                element("button", words("sheet.print"), type="button", data_action="print", class_="button"),
            ),
            class_="answer__note",
        ),
        data_part="sheet",
    )


def _note_section(section: Section) -> Html:
    # A line each, however long a name is: the sheet is one side of paper.
    short = [(_short(name), *cells) for name, *cells in section.rows]
    return element(
        "section",
        element("h4", section.title),
        element("p", " ".join(section.sentences)) if section.sentences else NOTHING,
        _grid(section.title, section.header, short) if short else NOTHING,
        element("ol", *(element("li", point) for point in section.points)) if section.points else NOTHING,
        *(
            element(
                "p",
                f"{line.label} ",
                element("span", data_filled=line.key or None, class_="answer__line"),
            )
            for line in section.lines
        ),
    )


def _letter(letter: Letter, words: Words) -> Html:
    """Return a text in a field of its own. No `name`: no form sends it, and nothing stores it."""
    return element(
        "details",
        element("summary", letter.title),
        element(
            "div",
            element("p", letter.says),
            *(
                element(
                    "label",
                    f"{blank.label} ",
                    element("input", data_fills=blank.key, data_empty=blank.empty, autocomplete="off"),
                )
                for blank in letter.blanks
            ),
            element(
                "label",
                words("letter.text"),
                " ",
                element(
                    "textarea", letter.text, data_part="letter-text", data_subject=letter.subject, rows=14
                ),
            ),
            element(
                "p",
                words("letter.kept"),
                " ",
                element("button", words("letter.renew"), type="button", data_action="renew", class_="button"),
                data_part="letter-kept",
                hidden=True,
            ),
            element(
                "p",
                element("button", words("letter.copy"), type="button", data_action="copy", class_="button"),
                " ",
                element("a", words("letter.mail"), href="mailto:", data_action="mail", class_="button"),
            ),
            *(_passing(name, words) for name in ("text_copied", "text_not_copied")),
            class_="answer__letter",
        ),
        data_part="letter",
    )


def _sheet(sheet: Sheet, words: Words) -> Html:
    header = [element("th", name, scope="col", role="columnheader") for name in sheet.header]
    rows = [
        element(
            "tr",
            element("th", row, scope="row", role="rowheader"),
            *(element("td", role="cell", data_head=head) for head in sheet.header[1:]),
            role="row",
        )
        for row in sheet.rows
    ]
    return element(
        "details",
        element("summary", sheet.title),
        element(
            "div",
            element("p", sheet.says),
            element(
                "table",
                element("thead", element("tr", *header, role="row"), role="rowgroup"),
                element("tbody", *rows, role="rowgroup"),
                aria_label=sheet.title,
                role="table",
                data_stacks=True,
            ),
            element(
                "p",
                element("button", words("sheet.print"), type="button", data_action="print", class_="button"),
            ),
        ),
        data_part="sheet",
    )


# --- What the build puts into the pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a rule's table: what it is about, what holds then, and where that stands."""

    cells: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A rule as a table, which answers where no program runs. The last heading is that of the sources."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def table(told: Table, words: Words) -> Html:
    """Return a table whose first column heads its rows.

    On a phone the style sheet stacks its cells, each under its own heading (`data-head`). That takes a
    table's meaning from it in some browsers, so every part names its role.
    """
    header = element(
        "tr", *(element("th", name, scope="col", role="columnheader") for name in told.header), role="row"
    )
    rows = [
        element(
            "tr",
            element("th", row.cells[0], scope="row", role="rowheader"),
            *(
                element("td", cell, role="cell", data_head=head)
                for head, cell in zip(told.header[1:-1], row.cells[1:], strict=True)
            ),
            element("td", _cited(row.source, words), role="cell", data_head=told.header[-1]),
            role="row",
        )
        for row in told.rows
    ]
    return element(
        "table",
        element("caption", told.caption),
        element("thead", header, role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        role="table",
        data_part="table",
        data_stacks=True,
        data_search_exclude=True,
    )


def examples(told: Iterable[tuple[str, Told]], words: Words) -> Html:
    """Return worked examples: what was asked, folded over what was answered."""
    return together(
        *(element("details", element("summary", asked), example(answered, words)) for asked, answered in told)
    )


def asking(  # noqa: PLR0913  what the page knows and the form has to say
    calculator: str,
    groups: Sequence[form.Group],
    words: Words,
    rules: RulesDay,
    *,
    of_today: bool,
    shelf: str | None,
) -> Html:
    """Return a calculator's form inside its custom element: the first group open, the others folded.

    The form asks about the day of `rules`; from its next change on, the page asks about the reader's own day.
    A question `of_today` is about her own day from the first. `shelf` names the file in which the build
    answered the commonest questions.
    """
    own_day_from = rules.on if of_today else rules.next_change
    first, *others = _asked_for(groups)
    fields = element(
        "form",
        element("div", data_part="problems", tabindex="-1", role="alert"),
        *(_question(calculator, question, words, rules.numbers) for question in first.questions),
        element("button", words("form.submit"), type="submit", class_="button button--primary"),
        *(
            element(
                "details",
                element("summary", words(f"group.{group.name}")),
                *(_question(calculator, question, words, rules.numbers) for question in group.questions),
                data_part="group",
                hidden=all(question.shown_when for question in group.questions),
            )
            for group in others
        ),
        element(
            "details",
            element("summary", words("form.other_day") if of_today else words("form.rules_on", day=rules.on)),
            labelled(
                f"{calculator}-on",
                words("form.on"),
                words("form.on_hint"),
                element(
                    "input",
                    type="date",
                    value=rules.on.isoformat(),
                    data_default=rules.on.isoformat(),
                    **naming_of(calculator, "on", hinted=True),
                ),
            ),
            data_part="group",
        ),
        # Without its script the form sends nothing anywhere: `dialog` closes a dialog, and there is none.
        method="dialog",
        novalidate=True,
        autocomplete="off",
    )
    return element(
        "calculator-form",
        element("noscript", element("p", words("form.no_script"), class_="calculator-form__notice")),
        fields,
        _notice("not_started", words("form.not_started"), words),
        element(
            "p",
            words("form.starting"),
            " ",
            element("progress", data_part="progress", max=1, value=0, aria_label=words("form.starting")),
            data_notice="working",
            class_="calculator-form__notice",
            hidden=True,
        ),
        _notice("unavailable", words("form.unavailable"), words),
        *(_passing(name, words) for name in ("link_skipped", "link_newer", "copied", "not_copied")),
        element("output", aria_live="polite", data_part="answer"),
        element(
            "p",
            element("button", words("form.copy_link"), type="button", data_action="link", class_="button"),
            " ",
            element("button", words("form.print"), type="button", data_action="print", class_="button"),
            *_calendar_button(words),
            data_part="actions",
            hidden=True,
        ),
        element(
            "p",
            words("form.printed"),
            " ",
            element("span", data_part="day"),
            ", ",
            element("span", data_part="address"),
            data_part="colophon",
            hidden=True,
        ),
        lang=words.language,
        data_calculator=calculator,
        data_language=words.language,
        data_locale=words("locale"),
        data_own_day_from=own_day_from.isoformat() if own_day_from else None,
        data_shelf=shelf,
        data_state="ready",
        data_search_exclude=True,
    )


def _asked_for(groups: Iterable[form.Group]) -> list[form.Group]:
    """Return the groups without what the page keeps and sends by itself; none is left empty."""
    asked = [
        form.Group(group.name, tuple(question for question in group.questions if not question.kept))
        for group in groups
    ]
    return [group for group in asked if group.questions]


def _calendar_button(words: Words) -> Iterable[Content]:
    """Return the button that gives the answer's days as a file; it shows where an answer has any."""
    if words.has("calendar.file"):
        yield " "
        yield element(
            "button",
            words("form.calendar"),
            type="button",
            data_action="calendar",
            data_file=words("calendar.file"),
            class_="button",
            hidden=True,
        )


def _passing(name: str, words: Words) -> Html:
    """Return a notice that shows until the next thing is done."""
    return element(
        "p",
        words(f"form.{name}"),
        data_notice=name,
        data_passing=True,
        role="status",
        class_="calculator-form__notice",
        hidden=True,
    )


def _notice(name: str, says: str, words: Words) -> Html:
    return element(
        "p",
        says,
        " ",
        element("a", words("form.to_table"), href="#tabel"),
        data_notice=name,
        role="status",
        class_="calculator-form__notice",
        hidden=True,
    )


def _question(
    calculator: str,
    question: form.Question,
    words: Words,
    numbers: Mapping[str, Number],
    *,
    row: tuple[str, int] | None = None,
) -> Html:
    """Return a question with its label, hint and control; `row` is the rows it is asked in, and which."""
    key = f"{row[0]}.{question.name}" if row else question.name
    name = f"{row[0]}.{row[1]}.{question.name}" if row else question.name
    if isinstance(question, form.Rows):
        return _rows(calculator, question, words, numbers)
    hint = words(f"question.{key}.hint", **numbers) if words.has(f"question.{key}.hint") else ""
    label = words(f"question.{key}.label")
    naming = naming_of(calculator, name, hinted=bool(hint))
    shown_when = question.shown_when
    return labelled(
        naming["id"],
        label,
        hint,
        *_control(question, key, label, naming, words),
        data_shown_when=f"{shown_when[0]}={' '.join(shown_when[1])}" if shown_when else None,
        hidden=shown_when is not None,
    )


def _control(
    question: form.Question, key: str, label: str, naming: Mapping[str, str], words: Words
) -> Iterable[Html]:
    default = None if question.default is None else str(question.default)
    match question:
        case form.Choice():
            offered = [(value, words(f"question.{key}.{value}")) for value in question.values]
            yield _select(offered, default, naming, words)
        case form.ListedNumber():
            numbers = range(question.minimum, question.maximum + 1)
            offered = [(str(number), words(f"question.{key}.option", n=number)) for number in numbers]
            yield _select(offered, default, naming, words)
        case form.YesNo():
            yield element("input", type="checkbox", value="true", **naming)
        case form.Day():
            yield element("input", type="text", data_day=True, **naming)
            yield element(
                "button",
                words("form.pick_day"),
                type="button",
                data_action="pick",
                aria_label=words("form.pick_day_for", label=label),
                class_="button",
                hidden=True,
            )
            # The browser's own calendar: opened by the button, and nothing that a reader comes upon alone.
            yield element("input", type="date", data_part="picker", tabindex="-1", aria_hidden="true")
        case form.DecimalNumber():
            yield element("input", type="text", inputmode="decimal", **naming)
        case _:
            yield element(
                "input", type="text", inputmode="numeric", value=default, data_default=default, **naming
            )


def _select(
    offered: Sequence[tuple[str, str]], default: str | None, naming: Mapping[str, str], words: Words
) -> Html:
    """Return a list to choose from; without a default nothing is chosen yet."""
    options = [
        element("option", says, value=value, selected=default == value and value != offered[0][0])
        for value, says in offered
    ]
    if default is None:
        options.insert(0, element("option", words("form.choose"), value=""))
    return element("select", *options, data_default=default, **naming)


def _rows(calculator: str, table: form.Rows, words: Words, numbers: Mapping[str, Number]) -> Html:
    """Return a table's questions row by row: the page shows a row once the one before it holds something."""
    naming = naming_of(calculator, table.name, hinted=True)
    rows = [
        element(
            "div",
            *(
                _question(calculator, column, words, numbers, row=(table.name, place))
                for column in table.columns
            ),
            role="group",
            aria_label=words("form.row", n=place + 1),
            data_part="row",
            hidden=place > 0,
        )
        for place in range(table.most)
    ]
    return element(
        "fieldset",
        element("legend", words(f"question.{table.name}.label")),
        element(
            "p",
            words(f"question.{table.name}.hint", **numbers),
            id=f"{naming['id']}-hint",
            class_="question__hint",
        ),
        *rows,
        aria_describedby=f"{naming['id']}-hint",
        class_="question",
    )


def naming_of(form_name: str, name: str, *, hinted: bool) -> dict[str, str]:
    """Return what a control is known by: its id, its name, and where its hint and its problem stand."""
    identity = f"{form_name}-{name}".replace(".", "-")
    described = f"{identity}-problem"
    return {
        "id": identity,
        "name": name,
        "aria_describedby": f"{identity}-hint {described}" if hinted else described,
    }


def labelled(identity: str, label: str, hint: str, *control: Html, **attributes: str | int | None) -> Html:
    """Return a control with its label, its hint, and a place for what is wrong with it."""
    return element(
        "div",
        element("label", label, for_=identity),
        element("p", hint, id=f"{identity}-hint", class_="question__hint") if hint else NOTHING,
        element("p", id=f"{identity}-problem", class_="question__problem", hidden=True),
        *control,
        class_="question",
        **attributes,
    )


# --- The page of all rules


def rules(parameters: Sequence[Parameter[Number]], words: Words) -> Html:
    """Return every parameter: value, history, sources, last check, and what the handbook of 2019 said."""
    return together(*(_rule(parameter, words) for parameter in parameters))


def _rule(parameter: Parameter[Number], words: Words) -> Html:
    key = f"parameter.{parameter.name}"
    versions = [
        element(
            "li",
            words("rules.version", since=version.since, value=_value(version.value, key, words)),
            " ",
            element("span", "(", _cited(version.source, words), ")", class_="answer__source"),
        )
        for version in reversed(parameter.versions)
    ]
    in_2019 = f"{key}.in_2019"
    return element(
        "section",
        element("h3", words(f"{key}.title"), id=parameter.name.replace(".", "-").replace("_", "-")),
        element("ul", *versions, data_search_exclude=True),
        element("p", words("rules.verified", day=parameter.verified_on), data_search_exclude=True),
        element("p", words(in_2019), class_="rules__in-2019", data_search_exclude=True)
        if words.has(in_2019)
        else NOTHING,
        class_="rules__rule",
    )


def _value(value: Number | None, key: str, words: Words) -> str:
    if value is None:
        return words("rules.repealed")
    return words(f"{key}.value", value=value)
