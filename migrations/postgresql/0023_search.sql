-- The words by which notices are found, an index over them, and which notices are still to go into it.

CREATE TABLE notice_words (
    notice_id bigint NOT NULL CONSTRAINT pk_notice_words PRIMARY KEY,
    words text NOT NULL,
    CONSTRAINT fk_notice_words_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE unindexed_notices (
    notice_id bigint NOT NULL CONSTRAINT pk_unindexed_notices PRIMARY KEY,
    CONSTRAINT fk_unindexed_notices_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_notice_words_index ON notice_words USING gin (array_to_tsvector(string_to_array(btrim(words), ' ')));

INSERT INTO unindexed_notices (notice_id) SELECT id FROM notices WHERE repeat_of_id IS NULL;
