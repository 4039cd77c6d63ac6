-- A follow that a block of a server ended is kept whole, so that lifting the block puts it back as it was.

ALTER TABLE severed_follows ADD COLUMN uri text NULL;
ALTER TABLE severed_follows ADD COLUMN was_accepted boolean NULL;
