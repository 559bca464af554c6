"""Ask a calculator from the command line: `python -m calculators '<question>'`, or the question on stdin.

Exits 0 with an answer, 1 where the question has a problem to mend, 2 where it is no question.
"""

import json
import sys

from calculators import answer


def main(arguments: list[str]) -> int:
    """Answer the question in `arguments` or on standard input, in UTF-8 whatever the terminal thinks."""
    question = arguments[0] if arguments else sys.stdin.buffer.read().decode("utf-8", "replace")
    answered = answer(question)
    sys.stdout.buffer.write(answered.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
    told = json.loads(answered)
    if told["ok"]:
        return 0
    return 2 if told["problems"][0]["code"] == "malformed" else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
