-- Whether actors may be put forward and found by searching.

ALTER TABLE actors ADD COLUMN is_discoverable INTEGER NULL;
ALTER TABLE actors ADD COLUMN is_indexable INTEGER NULL;

-- People here were said to be both; the server's own actor, 1, says nothing.
UPDATE actors SET is_discoverable = 1, is_indexable = 1 WHERE host = '' AND id <> 1;
