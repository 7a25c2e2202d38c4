-- The case file. Positions are code points of documents.text, half-open: the quotation of
-- [start_at, end_at) is substr(text, start_at + 1, end_at - start_at); the views below hold it.
-- NULL: the text does not say. Keys are hashes of content: a rerun finds the same records.

PRAGMA application_id = 1986097785;  -- "vary"

CREATE TABLE documents (
  key TEXT PRIMARY KEY,              -- hash of id and sha256
  id TEXT NOT NULL,
  sha256 TEXT NOT NULL,              -- of the text, in UTF-8
  source TEXT,
  title TEXT,
  url TEXT,
  published TEXT,
  published_by TEXT,                 -- whose word the day of publication is
  language TEXT NOT NULL,
  text TEXT NOT NULL,                -- NUL and lone surrogates shown as U+FFFD; exact in ledgers
  current INTEGER NOT NULL CHECK (current IN (0, 1))  -- 1: the text read last under this id
) STRICT;
CREATE UNIQUE INDEX documents_current ON documents (id) WHERE current;

CREATE TABLE runs (                  -- what decided the records besides the text
  key TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  rule_set TEXT NOT NULL,            -- checksum of code, lists and models
  annotator TEXT NOT NULL,
  layers TEXT NOT NULL
) STRICT;

CREATE TABLE ledgers (               -- each document's ledger, whole; the tables below lay it open
  document TEXT PRIMARY KEY REFERENCES documents (key),
  run TEXT NOT NULL REFERENCES runs (key),
  json BLOB NOT NULL                 -- zlib; the contract's object, keys sorted
) STRICT;

CREATE TABLE actors (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,                  -- as in the ledger: a1, a2, ...
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX actors_document ON actors (document);

CREATE TABLE actor_mentions (
  actor TEXT NOT NULL REFERENCES actors (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  partisan INTEGER NOT NULL,         -- 1: a name that only one side uses
  PRIMARY KEY (actor, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,               -- TIMEX3
  earliest TEXT,
  latest TEXT,
  basis TEXT NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX times_document ON times (document);

CREATE TABLE places (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  name TEXT NOT NULL,
  latitude REAL,                     -- WGS 84 degrees
  longitude REAL,
  country TEXT,                      -- ISO 3166-1 alpha-2
  admin1 TEXT,
  kind TEXT NOT NULL,
  radius_km REAL,
  geonames INTEGER,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX places_document ON places (document);

CREATE TABLE statements (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  speaker_start INTEGER,
  speaker_end INTEGER,
  speaker_actor TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  cue_start INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  quoted TEXT NOT NULL,
  act TEXT NOT NULL,
  within TEXT REFERENCES statements (key) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_speaker_actor ON statements (speaker_actor);
CREATE INDEX statements_within ON statements (within);

CREATE TABLE statement_content (
  statement TEXT NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (statement, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  cue_start INTEGER NOT NULL,
  cue_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  stage TEXT NOT NULL,
  sureness REAL NOT NULL,            -- +3 certainly happened, 0 unknown, -3 certainly did not
  sureness_label TEXT NOT NULL,
  time TEXT REFERENCES times (key) DEFERRABLE INITIALLY DEFERRED,
  place TEXT REFERENCES places (key) DEFERRABLE INITIALLY DEFERRED,
  statement TEXT REFERENCES statements (key) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX events_document ON events (document);
CREATE INDEX events_time ON events (time);
CREATE INDEX events_place ON events (place);
CREATE INDEX events_statement ON events (statement);

CREATE TABLE event_agents (
  event TEXT NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  actor TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  responsibility TEXT NOT NULL,
  statement TEXT REFERENCES statements (key) DEFERRABLE INITIALLY DEFERRED,  -- whose word it is
  PRIMARY KEY (event, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_agents_actor ON event_agents (actor);
CREATE INDEX event_agents_statement ON event_agents (statement);

CREATE TABLE event_recipients (
  event TEXT NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  actor TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_recipients_actor ON event_recipients (actor);

CREATE TABLE event_instruments (
  event TEXT NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (event, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_sureness_cues (
  event TEXT NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (event, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  counts TEXT NOT NULL,              -- killed, injured, ...
  low ANY,                           -- inclusive; NULL: the wording leaves this side open
  high ANY,
  approximate INTEGER NOT NULL,
  who TEXT,
  scope TEXT,
  event TEXT REFERENCES events (key) DEFERRABLE INITIALLY DEFERRED,
  statement TEXT REFERENCES statements (key) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX figures_document ON figures (document);
CREATE INDEX figures_event ON figures (event);
CREATE INDEX figures_statement ON figures (statement);

CREATE TABLE event_figures (
  event TEXT NOT NULL REFERENCES events (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  figure TEXT NOT NULL REFERENCES figures (key) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (event, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_figures_figure ON event_figures (figure);

CREATE TABLE incidents (             -- the events of one document that are one happening
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  stage TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  place TEXT REFERENCES places (key) DEFERRABLE INITIALLY DEFERRED,
  killed_low ANY,
  killed_high ANY,
  injured_low ANY,
  injured_high ANY
) STRICT;
CREATE INDEX incidents_document ON incidents (document);
CREATE INDEX incidents_place ON incidents (place);

CREATE TABLE incident_events (
  incident TEXT NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  event TEXT NOT NULL REFERENCES events (key) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_events_event ON incident_events (event);

CREATE TABLE incident_agents (
  incident TEXT NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  actor TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  responsibility TEXT NOT NULL,
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_agents_actor ON incident_agents (actor);

CREATE TABLE incident_victims (
  incident TEXT NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  mention_start INTEGER NOT NULL,
  mention_end INTEGER NOT NULL,
  actor TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  low ANY,
  high ANY,
  effect TEXT NOT NULL,
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_victims_actor ON incident_victims (actor);

CREATE TABLE incident_targets (
  incident TEXT NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_instruments (
  incident TEXT NOT NULL REFERENCES incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE framing (
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  mark TEXT NOT NULL,
  layer TEXT NOT NULL,
  target TEXT REFERENCES actors (key) DEFERRABLE INITIALLY DEFERRED,
  statement TEXT REFERENCES statements (key) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX framing_document ON framing (document);
CREATE INDEX framing_target ON framing (target);
CREATE INDEX framing_statement ON framing (statement);

CREATE TABLE gaps (                  -- passages that could not be read
  key TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX gaps_document ON gaps (document);

-- What documents share, as found by the last comparison; empty once a document has changed.
CREATE TABLE comparisons (
  key TEXT PRIMARY KEY,              -- hash of all its lines
  incidents INTEGER NOT NULL,
  copies INTEGER NOT NULL
) STRICT;

CREATE TABLE shared_incidents (
  key TEXT PRIMARY KEY,
  comparison TEXT NOT NULL REFERENCES comparisons (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  earliest TEXT,
  latest TEXT,
  place TEXT,
  latitude REAL,
  longitude REAL,
  country TEXT,
  radius_km REAL,
  killed_low ANY,
  killed_high ANY,
  injured_low ANY,
  injured_high ANY,
  json TEXT NOT NULL                 -- the comparison's line, whole
) STRICT;
CREATE INDEX shared_incidents_comparison ON shared_incidents (comparison);

CREATE TABLE shared_incident_documents (
  incident TEXT NOT NULL REFERENCES shared_incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  document TEXT NOT NULL,            -- documents.id
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_incident_events (
  incident TEXT NOT NULL REFERENCES shared_incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  document TEXT NOT NULL,            -- documents.id
  event TEXT NOT NULL,               -- events.id
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_incident_reasons (  -- why its accounts were joined
  incident TEXT NOT NULL REFERENCES shared_incidents (key) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  field TEXT NOT NULL,
  weight REAL NOT NULL,              -- natural-log odds
  PRIMARY KEY (incident, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (                -- documents that are prints of one text: one voice
  comparison TEXT NOT NULL REFERENCES comparisons (key) ON DELETE CASCADE,
  voice INTEGER NOT NULL,
  nth INTEGER NOT NULL,
  document TEXT NOT NULL,            -- documents.id
  PRIMARY KEY (comparison, voice, nth)
) STRICT, WITHOUT ROWID;

-- What a person decided, beside the machine's records and never in their place.
CREATE TABLE decisions (
  key INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,             -- ISO date-time, UTC
  made_by TEXT NOT NULL,
  subject TEXT NOT NULL,             -- key of a record or incident
  action TEXT NOT NULL,
  value TEXT,
  reason TEXT
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN
  SELECT RAISE(ABORT, 'decisions are kept as they were made: add a new one');
END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions
BEGIN
  SELECT RAISE(ABORT, 'decisions are kept as they were made: add a new one');
END;

-- Full text: of each current document its text, and the words of its records.
CREATE TABLE passages (
  key INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES ledgers (document) ON DELETE CASCADE,
  kind TEXT NOT NULL,                -- text, or a record: statement, event, figure, actor, place
  record TEXT,                       -- its id in the ledger
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX passages_document ON passages (document);
CREATE VIRTUAL TABLE passages_index USING fts5 (
  words, content="passages", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER passages_added AFTER INSERT ON passages
BEGIN
  INSERT INTO passages_index (rowid, words) VALUES (new.key, new.words);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages
BEGIN
  INSERT INTO passages_index (passages_index, rowid, words) VALUES ('delete', old.key, old.words);
END;

-- The records of current documents with their quotations.
CREATE VIEW quoted_statements AS
SELECT d.id AS document, s.id, s.act, s.quoted,
  substr(d.text, s.speaker_start + 1, s.speaker_end - s.speaker_start) AS speaker,
  a.name AS speaker_actor,
  substr(d.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue,
  (SELECT group_concat(substr(d.text, c.start_at + 1, c.end_at - c.start_at), ' … ')
   FROM statement_content AS c WHERE c.statement = s.key) AS content,
  s.rule, s.key
FROM statements AS s
JOIN documents AS d ON d.key = s.document AND d.current
LEFT JOIN actors AS a ON a.key = s.speaker_actor;

CREATE VIEW quoted_events AS
SELECT d.id AS document, e.id, e.type, e.mode, e.stage,
  substr(d.text, e.cue_start + 1, e.cue_end - e.cue_start) AS cue,
  (SELECT group_concat(substr(d.text, g.mention_start + 1, g.mention_end - g.mention_start)
     || ' (' || g.responsibility || ')', '; ')
   FROM event_agents AS g WHERE g.event = e.key) AS agents,
  (SELECT group_concat(substr(d.text, r.mention_start + 1, r.mention_end - r.mention_start), '; ')
   FROM event_recipients AS r WHERE r.event = e.key) AS recipients,
  substr(d.text, t.start_at + 1, t.end_at - t.start_at) AS time, t.earliest, t.latest,
  substr(d.text, p.mention_start + 1, p.mention_end - p.mention_start) AS place,
  p.name AS place_name, p.latitude, p.longitude,
  e.sureness, e.sureness_label, e.rule, e.key
FROM events AS e
JOIN documents AS d ON d.key = e.document AND d.current
LEFT JOIN times AS t ON t.key = e.time
LEFT JOIN places AS p ON p.key = e.place;

CREATE VIEW quoted_figures AS
SELECT d.id AS document, f.id, f.counts, f.low, f.high, f.approximate, f.who, f.scope,
  substr(d.text, f.mention_start + 1, f.mention_end - f.mention_start) AS mention,
  substr(d.text, s.speaker_start + 1, s.speaker_end - s.speaker_start) AS speaker,
  f.rule, f.key
FROM figures AS f
JOIN documents AS d ON d.key = f.document AND d.current
LEFT JOIN statements AS s ON s.key = f.statement;

CREATE VIEW quoted_framing AS
SELECT d.id AS document, f.mark, f.layer,
  substr(d.text, f.start_at + 1, f.end_at - f.start_at) AS words,
  a.name AS target, f.rule, f.key
FROM framing AS f
JOIN documents AS d ON d.key = f.document AND d.current
LEFT JOIN actors AS a ON a.key = f.target;

CREATE VIEW quoted_actor_mentions AS
SELECT d.id AS document, a.name, a.kind, m.partisan,
  substr(d.text, m.start_at + 1, m.end_at - m.start_at) AS mention, a.key
FROM actor_mentions AS m
JOIN actors AS a ON a.key = m.actor
JOIN documents AS d ON d.key = a.document AND d.current;
