"""``python packaging/plates``: build the plates of the body anew (see ``build.py``)."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    from plates.build import main  # findable only now

    main()
