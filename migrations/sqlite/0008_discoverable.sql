-- Whether actors may be put forward and found by searching; links in profiles say that they are of the same person.

ALTER TABLE actors ADD COLUMN is_discoverable INTEGER NULL;
ALTER TABLE actors ADD COLUMN is_indexable INTEGER NULL;

-- People here were said to be both; the server's own actor, 1, says nothing.
UPDATE actors SET is_discoverable = 1, is_indexable = 1 WHERE host = '' AND id <> 1;

-- Lines typed here were paragraphs.
UPDATE profile_fields
SET html = replace(substr(html, 4, length(html) - 7), 'rel="nofollow noopener noreferrer"', 'rel="me nofollow noopener"')
WHERE text IS NOT NULL AND html LIKE '<p>%</p>';
