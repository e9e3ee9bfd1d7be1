//===- SqliteSchema.cpp - Tables and views of the export ------------------===//

#include "graph/io/SqliteSchema.h"

namespace mapgraph {

static const char Schema[] = R"sql(
CREATE TABLE packages (id INTEGER PRIMARY KEY, path TEXT, module TEXT,
  version TEXT, language TEXT,
  own INT,  -- of the analysed module
  dep INT, std INT, test INT, main INT);
CREATE TABLE functions (id INTEGER PRIMARY KEY,
  name TEXT,    -- as the language's runtime prints it in stacks
  symbol TEXT, package INT REFERENCES packages, file TEXT, line INT,
  receiver TEXT, exported INT,
  defined INT); -- its body is in the graph
CREATE TABLE nodes (id INTEGER PRIMARY KEY, kind TEXT, op TEXT,
  function INT REFERENCES functions, file TEXT, line INT, "column" INT,
  type TEXT, name TEXT);
CREATE TABLE edges (id INTEGER PRIMARY KEY, source INT REFERENCES nodes,
  target INT REFERENCES nodes, kind TEXT,
  label TEXT);  -- selector of a field, else a number: position, branch arm
CREATE TABLE ops (id INTEGER PRIMARY KEY REFERENCES nodes, op TEXT,
  access TEXT,  -- make, read or write
  computes_hash INT, comma_ok INT,
  library INT,  -- a library call does it
  function INT REFERENCES functions,
  file TEXT, line INT, "column" INT, map_type TEXT, key_type TEXT,
  value_type TEXT);
CREATE TABLE maps (id INTEGER PRIMARY KEY, name TEXT, type TEXT, file TEXT,
  line INT, site INT REFERENCES nodes);
CREATE TABLE threads (id INTEGER PRIMARY KEY, name TEXT,
  root TEXT,    -- main, init, test, spawn, callback, api, kernel
  multiple INT, -- several instances may run at once
  entry INT REFERENCES functions, site INT REFERENCES nodes,
  parent INT REFERENCES threads);
CREATE TABLE accesses (id INTEGER PRIMARY KEY, op INT REFERENCES nodes,
  map INT REFERENCES maps, thread INT REFERENCES threads);
CREATE TABLE locks (access INT REFERENCES accesses, name TEXT,
  mode TEXT);   -- read or write
CREATE TABLE findings (id INTEGER PRIMARY KEY, rule TEXT, verdict TEXT,
  confidence REAL, map INT REFERENCES maps, message TEXT, assumptions TEXT,
  why TEXT, fix TEXT, program TEXT, counted INT);
CREATE TABLE sides (finding INT REFERENCES findings, side INT,
  op INT REFERENCES nodes, thread INT REFERENCES threads, locks TEXT);
CREATE TABLE steps (finding INT REFERENCES findings, side INT, step INT,
  kind TEXT,    -- spawn: starts the side's thread; call: leads to its op
  node INT REFERENCES nodes);
CREATE TABLE unknowns (reason TEXT, count INT);

CREATE VIEW v_ops AS
  SELECT o.id, o.op, o.access, o.computes_hash, f.name AS function,
    p.path AS package, o.file, o.line, o."column", o.map_type, p.own
  FROM ops o LEFT JOIN functions f ON f.id = o.function
    LEFT JOIN packages p ON p.id = f.package;
CREATE VIEW v_accesses AS
  SELECT a.id, m.name AS map, o.op, o.access, f.name AS function, o.file,
    o.line, t.name AS thread, t.multiple,
    (SELECT group_concat(name || iif(mode = 'read', ' (read)', ''), ', ')
     FROM locks l WHERE l.access = a.id) AS locks  -- NULL: none
  FROM accesses a JOIN ops o ON o.id = a.op JOIN maps m ON m.id = a.map
    JOIN threads t ON t.id = a.thread
    LEFT JOIN functions f ON f.id = o.function;
CREATE VIEW v_writers AS SELECT * FROM v_accesses WHERE access = 'write';
CREATE VIEW v_readers AS SELECT * FROM v_accesses WHERE access = 'read';
CREATE VIEW v_unlocked AS
  SELECT * FROM v_accesses WHERE locks IS NULL AND access <> 'make';
CREATE VIEW v_conflicts AS
  SELECT f.id, f.rule, f.verdict, f.confidence, m.name AS map,
    na.op AS op1, na.file AS file1, na.line AS line1, ta.name AS thread1,
    nullif(a.locks, '') AS locks1,
    nb.op AS op2, nb.file AS file2, nb.line AS line2, tb.name AS thread2,
    nullif(b.locks, '') AS locks2
  FROM findings f JOIN maps m ON m.id = f.map
    JOIN sides a ON a.finding = f.id AND a.side = 1
    JOIN nodes na ON na.id = a.op JOIN threads ta ON ta.id = a.thread
    LEFT JOIN sides b ON b.finding = f.id AND b.side = 2
    LEFT JOIN nodes nb ON nb.id = b.op LEFT JOIN threads tb ON tb.id = b.thread;
CREATE VIEW v_calls AS
  SELECT DISTINCT c.name AS caller, d.name AS callee,
    iif(e.kind = 'spawns', 'spawns', 'calls') AS kind, s.file, s.line
  FROM edges e JOIN nodes s ON s.id = e.source JOIN nodes t ON t.id = e.target
    JOIN functions c ON c.id = s.function JOIN functions d ON d.id = t.function
  WHERE e.kind IN ('calls', 'spawns')
    OR (e.kind = 'code' AND s.kind = 'call' AND t.kind = 'function');
PRAGMA user_version = 1;
)sql";

const char *sqliteSchema() { return Schema; }

} // namespace mapgraph
