-- Every revision of every reading. The same (datastream, time, revision) written twice is one row.
CREATE TABLE IF NOT EXISTS {{database}}.observation
(
  datastream_id UInt32 CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  result_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  value Float64 CODEC(Gorilla, ZSTD(1)),
  quality UInt16 CODEC(ZSTD(1)),
  revision UInt64 CODEC(DoubleDelta, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (datastream_id, at, revision)
SETTINGS non_replicated_deduplication_window = 1000;

CREATE TABLE IF NOT EXISTS {{database}}.index_value
(
  thing_id UInt32,
  index_code LowCardinality(String),
  period Enum8('hour' = 1, 'day' = 2),
  at DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
  value Nullable(Int16),
  level LowCardinality(String),
  complete Bool,
  dominant Array(LowCardinality(String)),
  details String CODEC(ZSTD(3)),
  revision UInt64
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(at)
ORDER BY (thing_id, index_code, period, at);

-- What was sent and could not be taken, as it came, so that nothing is lost and its owner sees why.
CREATE TABLE IF NOT EXISTS {{database}}.refusal
(
  received_at DateTime64(3, 'UTC'),
  source LowCardinality(String),
  device String,
  topic String,
  payload String CODEC(ZSTD(3)),
  code LowCardinality(String),
  reason_vi String,
  reason_en String
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY received_at
TTL toDateTime(received_at) + INTERVAL 30 DAY;
