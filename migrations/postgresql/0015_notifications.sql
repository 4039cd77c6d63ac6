-- What people are told of, and how far they have read.

CREATE TABLE notifications (
    id bigint NOT NULL CONSTRAINT pk_notifications PRIMARY KEY,
    owner_id bigint NOT NULL,
    kind integer NOT NULL,
    from_id bigint NOT NULL,
    notice_id bigint NULL,
    is_held boolean NOT NULL,
    CONSTRAINT fk_notifications_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_actors_from_id FOREIGN KEY (from_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notifications_notices_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE TABLE markers (
    owner_id bigint NOT NULL,
    timeline integer NOT NULL,
    last_read_id bigint NOT NULL,
    version integer NOT NULL,
    updated_at bigint NOT NULL,
    CONSTRAINT pk_markers PRIMARY KEY (owner_id, timeline),
    CONSTRAINT fk_markers_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE notification_policies (
    owner_id bigint NOT NULL CONSTRAINT pk_notification_policies PRIMARY KEY,
    not_followed integer NOT NULL,
    not_following integer NOT NULL,
    new_accounts integer NOT NULL,
    private_mentions integer NOT NULL,
    silenced_servers integer NOT NULL,
    CONSTRAINT fk_notification_policies_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE TABLE notification_permissions (
    owner_id bigint NOT NULL,
    from_id bigint NOT NULL,
    CONSTRAINT pk_notification_permissions PRIMARY KEY (owner_id, from_id),
    CONSTRAINT fk_notification_permissions_actors_owner_id FOREIGN KEY (owner_id) REFERENCES actors (id) ON DELETE CASCADE,
    CONSTRAINT fk_notification_permissions_actors_from_id FOREIGN KEY (from_id) REFERENCES actors (id) ON DELETE CASCADE
);

CREATE INDEX ix_notification_permissions_from_id ON notification_permissions (from_id);
CREATE INDEX ix_notifications_from_id_owner_id ON notifications (from_id, owner_id);
CREATE INDEX ix_notifications_notice_id_owner_id ON notifications (notice_id, owner_id);
CREATE INDEX ix_notifications_owner_id_id ON notifications (owner_id, id);
