-- A retry must be stored, not compared with a log of blocks that may name one that was never stored (decision 0009); rows
-- that come twice are the same revision of the same moment and merge into one.
ALTER TABLE {{database}}.observation MODIFY SETTING non_replicated_deduplication_window = 0;
