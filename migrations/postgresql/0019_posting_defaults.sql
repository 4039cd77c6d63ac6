-- What holds for a person's new notices where nothing else is said.

ALTER TABLE accounts ADD COLUMN posting_visibility integer NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN posting_is_sensitive boolean NOT NULL DEFAULT false;
ALTER TABLE accounts ADD COLUMN posting_language text NULL;
ALTER TABLE accounts ADD COLUMN posting_quote_policy integer NOT NULL DEFAULT 0;
