-- Coded datasets given beside the articles. Their rows are no documents: they are no voice.

CREATE TABLE datasets (
  name TEXT PRIMARY KEY              -- of the file, without its folder
) STRICT;

CREATE TABLE dataset_rows (          -- those that may tell of an incident of the articles
  id TEXT PRIMARY KEY,               -- file, "#" and the dataset's id of the row
  dataset TEXT NOT NULL REFERENCES datasets (name) ON DELETE CASCADE,
  nth INTEGER NOT NULL,              -- in the order of the file
  text TEXT NOT NULL,                -- the cells, one a line
  json BLOB NOT NULL                 -- zlib; the row as a document ledger, whose records quote it
) STRICT;
CREATE INDEX dataset_rows_dataset ON dataset_rows (dataset);
