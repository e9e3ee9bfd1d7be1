"""Runs each SQL example of README GRAPH DATABASE in both ways; both must give
the same, non-empty rows."""

import json
import re
import sqlite3
import subprocess
import sys

readme, graph, database = sys.argv[1:]
queries = re.findall(r"```sql\n(.*?)```", open(readme, encoding="utf-8").read(), re.DOTALL)
for query in queries:
    text = subprocess.run(["mapgraph", "query", "sql", query, graph, "--json"],
                          check=True, capture_output=True, text=True).stdout
    ours = [tuple(row.values()) for row in json.loads(text)]
    theirs = sqlite3.connect(f"file:{database}?mode=ro", uri=True).execute(query).fetchall()
    if not ours or ours != theirs:
        sys.exit(f"{query}\ngives {ours[:3]} in memory and {theirs[:3]} from the file")
print(len(queries), "queries")
