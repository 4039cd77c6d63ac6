-- The words by which notices are found, an index over them, and which notices are still to go into it.

CREATE TABLE notice_words (
    notice_id INTEGER NOT NULL CONSTRAINT pk_notice_words PRIMARY KEY,
    words TEXT NOT NULL,
    CONSTRAINT fk_notice_words_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE unindexed_notices (
    notice_id INTEGER NOT NULL CONSTRAINT pk_unindexed_notices PRIMARY KEY,
    CONSTRAINT fk_unindexed_notices_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE VIRTUAL TABLE notice_index USING fts5 (
    words, content = 'notice_words', content_rowid = 'notice_id', tokenize = "ascii tokenchars '@'", detail = none, columnsize = 0
);

CREATE TRIGGER notice_words_added AFTER INSERT ON notice_words BEGIN
    INSERT INTO notice_index (rowid, words) VALUES (new.notice_id, new.words);
END;

CREATE TRIGGER notice_words_removed AFTER DELETE ON notice_words BEGIN
    INSERT INTO notice_index (notice_index, rowid, words) VALUES ('delete', old.notice_id, old.words);
END;

CREATE TRIGGER notice_words_changed AFTER UPDATE ON notice_words BEGIN
    INSERT INTO notice_index (notice_index, rowid, words) VALUES ('delete', old.notice_id, old.words);
    INSERT INTO notice_index (rowid, words) VALUES (new.notice_id, new.words);
END;

INSERT INTO unindexed_notices (notice_id) SELECT id FROM notices WHERE repeat_of_id IS NULL;
