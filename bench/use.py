"""What a reader waits for once Python runs: answers about long logs, and another week of a full diary.

Milliseconds tell of this machine alone; what can be held against another run is the ratio to the smallest
question of the same run, which the last column has.
"""

from collections.abc import Callable, Mapping

from bench.questions import diary, logbook
from handbook.serve import Server
from tests.browser.engines import Engine

PAGE = "beregnere/amo/"
"""Any page: a calculator is asked through the module that every form uses, here without a form."""
DIARY_PAGE = "beregnere/tid/"
ENTRIES = (12, 500, 5000)
TIMES = 15
START_SECONDS = 120

# Through the page's own client and its one worker, one at a time. The first of each is not counted.
ASK = """async (client, question, times) => {
  const { ask } = await import(client);
  const taken = [];
  for (let time = 0; time <= times; time++) {
    const start = performance.now();
    const { answer } = await ask(question);
    taken.push(performance.now() - start);
    if (!JSON.parse(answer).ok) throw new Error(answer);
  }
  return taken.slice(1).sort((a, b) => a - b)[Math.floor(times / 2)];
}"""

# From a press on «the week before» until the page is laid out anew, with so many entries in the store.
TURN = """async (store, records, times) => {
  const element = document.querySelector("time-diary");
  const { Store } = await import(store);
  const kept = await Store.open({ changed() {}, ended() {} });
  await kept.write(records);
  await element.diary.reload();
  const before = element.querySelector('[data-action="before"]');
  const taken = [];
  for (let time = 0; time <= times; time++) {
    const start = performance.now();
    before.click();
    element.getBoundingClientRect();
    taken.push(performance.now() - start);
  }
  await kept.write(records.map((change) => ({ ...change, record: null })));
  kept.close();
  await element.diary.reload();
  return taken.slice(1).sort((a, b) => a - b)[Math.floor(times / 2)];
}"""

type Measured = Mapping[str, float]
"""Milliseconds by what was measured, the smallest first: the rest are told as multiples of it."""


def answers(engine: Engine, server: Server) -> Measured:
    """Return the median time from question to answer of logs of different length, once Python runs."""
    engine.open(server.address + PAGE)
    client = f"{server.address}assets/calculator/client.js"
    engine.evaluate(ASK, client, logbook(ENTRIES[0]), TIMES, timeout=START_SECONDS)
    return {
        f"{entries} entries": engine.evaluate(ASK, client, logbook(entries), TIMES, timeout=START_SECONDS)
        for entries in ENTRIES
    }


def weeks(engine: Engine, server: Server) -> Measured:
    """Return the median time that turning to another week takes in diaries of different length."""
    engine.open(server.address + DIARY_PAGE)
    engine.wait_for("document.querySelector('time-diary').hasAttribute('data-kept')")
    store = f"{server.address}assets/diary/store.js"
    return {
        f"{entries} entries": engine.evaluate(TURN, store, diary(entries), TIMES, timeout=START_SECONDS)
        for entries in ENTRIES
    }


MEASUREMENTS: Mapping[str, Callable[[Engine, Server], Measured]] = {
    "Logbook: question to answer, once Python runs": answers,
    "Diary: to another week": weeks,
}
"""What is measured, by its title. Another measurement is a function as `answers` is, and a line here."""


def tell(engine: Engine, server: Server) -> None:
    """Measure everything in a browser, and print it."""
    for title, measurement in MEASUREMENTS.items():
        print(f"\n{engine.name}. {title}", flush=True)
        _tell(measurement(engine, server))


def _tell(measured: Measured) -> None:
    smallest = next(iter(measured.values()))
    for what, milliseconds in measured.items():
        print(f"  {what:<20}{milliseconds:>8.1f} ms{milliseconds / smallest:>8.1f} x", flush=True)
