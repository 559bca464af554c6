"""A whole month in the diary, through the page as a reader uses it, in every engine.

It is kept through the end of the browser, a copy, a deletion and the copy's return, to the digit.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from calculators import answer
from tests.browser import engines
from tests.browser.conftest import LOGBOOK_PAGE, PARSE, START_MS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.serve import Server
    from tests.browser.engines import Engine

KEPT = "document.querySelector('time-diary')?.hasAttribute('data-kept')"
START_S = START_MS / 1000

type Entry = tuple[str, str, str, bool]
"""Task, minutes (a chip, or typed), kind, in her own time."""

# What happened on each working day of four weeks.
MONTH: tuple[tuple[tuple[Entry, ...], ...], ...] = (
    (
        (("daily_contact", "15", "routine", False), ("daily_conditions", "45", "routine", False)),
        (),
        (("daily_accidents", "1,5 t", "acute", False),),
        (("daily_contact", "20", "routine", True),),
        (),
    ),
    (
        (("daily_conditions", "60", "routine", False),),
        (("Hjælp med «løft» <b>& æøå</b>", "30", "acute", False),),
        (),
        (("overall_discussion", "3 t", "calendar", False),),
        (("daily_contact", "10", "routine", True),),
    ),
    (
        (("daily_instruction", "1:10", "routine", False),),
        (),
        (("daily_contact", "30", "acute", False), ("daily_reports", "15", "acute", False)),
        (),
        (("daily_forward", "45", "routine", False),),
    ),
    (
        (("daily_conditions", "45", "routine", False),),
        (("daily_contact", "5", "routine", False),),
        (("daily_support", "120", "routine", False),),
        (),
        (("daily_contact", "25", "acute", True),),
    ),
)

ENTRIES = sum(len(day) for week in MONTH for day in week)

# The page by the reader's hand: what is tapped is clicked, what is typed is typed into its field.
HAND = """
  const diary = document.querySelector("time-diary");
  const form = document.querySelector("calculator-form");
  const hand = {
    settled: (seen) => new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`never: ${seen}`)), 40000);
      const look = () => (seen() ? (clearTimeout(late), resolve()) : setTimeout(look, 20));
      look();
    }),
    press: (action, within = diary) =>
      within.querySelector(`[data-action="${action}"]:not([hidden])`).click(),
    type: (name, text) => {
      const field = diary.querySelector(`[name="${name}"]`);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    tap: (name, value) => {
      const chip = [...diary.querySelectorAll(`[name="${name}"]`)].find((it) => it.value === value);
      if (chip) chip.click();
      return !!chip;
    },
    write: ([task, time, kind, ownTime]) => {
      if (!hand.tap("task", task)) hand.type("task_own", task);
      if (!hand.tap("chip", time)) hand.type("minutes", time);
      hand.tap("kind", kind);
      if (ownTime) hand.tap("own_time", "true");
      diary.querySelector("[data-part=save]").click();
    },
  };
"""

LOG_MONTH = f"""async (month) => {{{HAND}
  for (const _ of month) hand.press("before");
  for (const week of month) {{
    for (const [place, entries] of week.entries()) {{
      const day = () => diary.querySelectorAll("[data-day]")[place];
      if (!entries.length) hand.press("observe", day());
      for (const entry of entries) {{
        hand.press("write", day());
        hand.write(entry);
      }}
    }}
    hand.press("after");
  }}
  for (const proposal of [...diary.querySelectorAll("[data-part=proposals] > li")].slice(0, 3))
    hand.press("count", proposal);
  return diary.querySelector("[data-part=said]").textContent;
}}"""

# Asks, and gives the question as it went to the worker with the answer as it stands in the page.
ASK = f"""async () => {{{HAND}
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {{
    window.question = message.question ?? window.question; // the search has a worker, too
    post.call(this, message);
  }};
  form.querySelector("[name=typical]").value = "yes";
  form.querySelector("button[type=submit]").click();
  await hand.settled(() => form.dataset.state === "answered");
  return {{ question: window.question, html: form.querySelector("output").innerHTML }};
}}"""

# Takes a copy as the reader does, and catches the file that she is given.
COPY = f"""async () => {{{HAND}
  let given = null;
  URL.createObjectURL = (blob) => {{ given = blob; return "data:,"; }};
  HTMLAnchorElement.prototype.click = () => {{}};
  hand.press("backup");
  return given.text();
}}"""

WIPE = f"""async () => {{{HAND}
  hand.press("wipe");
  hand.press("wipe_all");
  form.querySelector("button[type=submit]").click();
  await hand.settled(() => form.dataset.state === "answered");
  return [diary.querySelectorAll("[data-id]").length, form.querySelector(".answer__headline").textContent];
}}"""

PUT_IN = f"""async (text) => {{{HAND}
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], "kopi.json", {{ type: "application/json" }}));
  const field = diary.querySelector("[type=file]");
  field.files = chosen.files;
  const says = diary.querySelector("[data-part=preview-says]");
  says.textContent = "";
  field.dispatchEvent(new Event("change", {{ bubbles: true }}));
  await hand.settled(() => says.textContent);
  const merge = diary.querySelector("[data-action=merge]");
  if (!merge.hidden) merge.click();
  return says.textContent;
}}"""


@contextmanager
def opened(engine: Engine, server: Server) -> Iterator[Engine]:
    """Open the page, and wait for what the device has kept."""
    engine.open(server.address + LOGBOOK_PAGE)
    engine.wait_for(KEPT, timeout=START_S)
    yield engine
    engine.open("about:blank")


def told(engine: Engine) -> tuple[dict[str, Any], str]:
    """Ask, hold the page's answer against Python's own, and return the finding and the page's HTML."""
    asked = engine.evaluate(ASK, timeout=START_S + 20)
    native = json.loads(answer(asked["question"]))
    assert native["ok"], native
    assert asked["html"].replace(" hidden", "").replace('=""', "") == engine.evaluate(
        PARSE, native["html"]
    ).replace(" hidden", "").replace('=""', "")
    return native["finding"], asked["html"]


@pytest.mark.parametrize("name", engines.selected())
def test_a_month_outlasts_the_browser_a_copy_and_a_deletion(
    name: str, running: Server, tmp_path: Path
) -> None:
    """Logged, closed and opened again, copied, wiped, put in: the same figure to the digit each time."""
    profile = None if name == "webkit" else tmp_path
    with engines.launch(name, profile) as engine:
        with opened(engine, running):
            assert engine.evaluate(LOG_MONTH, MONTH)
            finding, html = told(engine)
            assert finding["enough"]
            assert finding["logged"]["entries"] == ENTRIES
            assert finding["logged"]["weeks"] == 4
        if profile is None:  # its automation forgets when it ends: the page is closed, and the engine goes on
            with opened(engine, running):
                assert told(engine) == (finding, html)
                _copied_wiped_and_put_in(engine, finding, html)
    if profile:
        with engines.launch(name, profile) as again, opened(again, running):
            assert told(again) == (finding, html)
            _copied_wiped_and_put_in(again, finding, html)


def _copied_wiped_and_put_in(engine: Engine, finding: dict[str, Any], html: str) -> None:
    copy = engine.evaluate(COPY)
    assert engine.evaluate(WIPE, timeout=START_S) == [0, "Du har ikke skrevet noget ned endnu."]
    assert engine.evaluate(PUT_IN, copy).startswith(f"{ENTRIES} nye notater.")
    assert told(engine) == (finding, html)
    assert engine.evaluate(PUT_IN, copy) == "Alt i filen står her i forvejen."
    assert engine.evaluate(PUT_IN, copy[: len(copy) // 2]).startswith("Filen kunne ikke læses.")
    assert told(engine) == (finding, html)
