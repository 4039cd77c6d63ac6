-- Whether actors may be put forward and found by searching.

ALTER TABLE actors ADD COLUMN is_discoverable boolean NULL;
ALTER TABLE actors ADD COLUMN is_indexable boolean NULL;

-- People here were said to be both; the server's own actor, 1, says nothing.
UPDATE actors SET is_discoverable = TRUE, is_indexable = TRUE WHERE host = '' AND id <> 1;
