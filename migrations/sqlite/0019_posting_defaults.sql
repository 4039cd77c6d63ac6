-- What holds for a person's new notices where nothing else is said.

ALTER TABLE accounts ADD COLUMN posting_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN posting_is_sensitive INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN posting_language TEXT NULL;
ALTER TABLE accounts ADD COLUMN posting_quote_policy INTEGER NOT NULL DEFAULT 0;
