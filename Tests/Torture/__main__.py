"""python -m Torture PROGRAM [KILLS [SEED]]: one run, its figures, and what it found.

Exit code 0, or 2 for wrong use, or 3 when something that is promised was not kept.
"""

import random
import sys

from .run import run

if len(sys.argv) not in (2, 3, 4):
    print(__doc__, file=sys.stderr)
    raise SystemExit(2)
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1_000_000)
print(f"{kills} kills, seed {seed}", flush=True)
judge = run(sys.argv[1], kills, seed)
print(f"{judge.seconds:.0f} seconds")
print(judge.report())
for violation in judge.violations[:50]:
    print(f"NOT KEPT: {violation}")
print(f"{len(judge.violations)} violations")
raise SystemExit(3 if judge.violations else 0)
