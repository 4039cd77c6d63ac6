-- What a person does not want to see, or not at once.

CREATE TABLE filters (
    id bigint NOT NULL CONSTRAINT pk_filters PRIMARY KEY,
    owner_id bigint NOT NULL,
    title text NOT NULL,
    contexts integer NOT NULL,
    action integer NOT NULL,
    ends_at bigint NULL,
    CONSTRAINT fk_filters_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE filter_keywords (
    id bigint NOT NULL CONSTRAINT pk_filter_keywords PRIMARY KEY,
    filter_id bigint NOT NULL,
    keyword text NOT NULL,
    is_whole_word boolean NOT NULL,
    CONSTRAINT fk_filter_keywords_filters_filter_id FOREIGN KEY (filter_id) REFERENCES filters (id) ON DELETE CASCADE
);

CREATE TABLE filtered_notices (
    id bigint NOT NULL CONSTRAINT pk_filtered_notices PRIMARY KEY,
    filter_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT fk_filtered_notices_filters_filter_id FOREIGN KEY (filter_id) REFERENCES filters (id) ON DELETE CASCADE,
    CONSTRAINT fk_filtered_notices_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_filter_keywords_filter_id_id ON filter_keywords (filter_id, id);
CREATE UNIQUE INDEX ix_filtered_notices_filter_id_notice_id ON filtered_notices (filter_id, notice_id);
CREATE INDEX ix_filtered_notices_notice_id ON filtered_notices (notice_id);
CREATE INDEX ix_filters_owner_id_id ON filters (owner_id, id);
