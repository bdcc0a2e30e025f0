-- Cells and rows that did not fit, as they came.
CREATE TABLE IF NOT EXISTS {{database}}.quarantine
(
  dataset_id UInt32,
  load_id UUID,
  row_number UInt64,
  column LowCardinality(String),
  value String CODEC(ZSTD(3)),
  code LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (dataset_id, load_id, row_number, column);

-- Who read what, of everything that holds personal data, and of everything that is not open.
CREATE TABLE IF NOT EXISTS {{database}}.read_log
(
  at DateTime64(3, 'UTC'),
  dataset_id UInt32,
  version UInt32,
  actor_id String,
  actor String,
  agency LowCardinality(String),
  path LowCardinality(String),
  purpose LowCardinality(String),
  columns Array(LowCardinality(String)),
  clear Bool,
  rows UInt64,
  request_id String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (dataset_id, at);
