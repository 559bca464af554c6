"""`python -m simulation`: simulates every scenario and writes what came of it as data (`make coverage`)."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from simulation import fragments
from simulation.coverage import LOGS, SCENARIOS, measured

DATA = Path(__file__).parent / "coverage.json"


def main() -> None:
    """Write the data, and the pages' table and drawing."""
    with ProcessPoolExecutor() as workers:
        cells = list(workers.map(measured, SCENARIOS))
    results = list(zip(SCENARIOS, cells, strict=True))
    told = [{**asdict(scenario), **asdict(cell)} for scenario, cell in results]
    DATA.write_text(json.dumps({"logs": LOGS, "scenarios": told}, indent=1) + "\n", encoding="utf-8")
    fragments.write(results)


if __name__ == "__main__":
    main()
