"""For scripts that run the tool: what it keeps goes to the build folder, and not
where the user's own runs keep it. Importing this is enough."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
os.environ.setdefault("MAPGRAPH_CACHE", str(ROOT / "build" / "cache"))
