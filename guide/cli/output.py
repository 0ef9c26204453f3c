"""How commands print what a program will read."""

import json
import sys


def write_json(document: object) -> None:
    """Print ``document`` as one JSON document; escaped where the stream could not write it."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    plain = not encoding.startswith("utf")
    print(json.dumps(document, ensure_ascii=plain, indent=2))
