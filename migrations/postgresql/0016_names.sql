-- Whose a name is, its server says; and who lost a name to another is not shown under it any more.

ALTER TABLE actors ADD COLUMN name_asked_at bigint NULL;

UPDATE actors SET handle = handle || '~' || CAST(id AS text), handle_key = replace(handle_key, '#', '~') WHERE host <> '' AND handle_key LIKE '%#%';
