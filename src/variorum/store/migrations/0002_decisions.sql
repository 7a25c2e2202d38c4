-- Decisions cannot be written over either: REPLACE deletes without asking the trigger on DELETE.
CREATE TRIGGER decisions_first BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE key = new.key)
BEGIN
  SELECT RAISE(ABORT, 'decisions are kept as they were made: add a new one');
END;

-- The machine's lines now name the decisions behind them; the next comparison makes them anew.
DELETE FROM comparisons;
