-- Whom a notice was brought to without naming them: bto and bcc.

ALTER TABLE addressees ADD COLUMN is_unnamed boolean NOT NULL DEFAULT false;

-- A name on another server that an actor says is its own, and whether that server agrees: null until it was asked.

ALTER TABLE actors ADD COLUMN other_name text NULL;
ALTER TABLE actors ADD COLUMN has_other_name boolean NULL;

CREATE INDEX ix_actors_other_name ON actors (other_name) WHERE other_name is not null;
