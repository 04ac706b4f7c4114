-- The catalogue: where everything lies. A shadow of the ledger: no message text, no addresses; it can be
-- dropped and made again. Times are UTC. A stream is written as topic-partition-topicid.

CREATE TABLE manifest (
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  leaf            bytea       NOT NULL,
  object          bytea       NOT NULL,
  sealed_at       timestamptz NOT NULL,
  offset_from     bigint      NOT NULL,
  offset_to       bigint      NOT NULL,
  captures        bigint      NOT NULL,
  schedule        bigint      NOT NULL,
  control_position bigint     NOT NULL,
  PRIMARY KEY (stream, sequence)
);

CREATE TABLE segment (
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  name            text        NOT NULL UNIQUE,
  keyring         text        NOT NULL,
  retention_class text        NOT NULL,
  retain_until    timestamptz NOT NULL,
  due_at          timestamptz NOT NULL,
  records         integer     NOT NULL,
  bytes           bigint      NOT NULL,
  blobs           integer     NOT NULL,
  erasable        boolean     NOT NULL,
  held            boolean     NOT NULL,
  PRIMARY KEY (stream, sequence, segment),
  FOREIGN KEY (stream, sequence) REFERENCES manifest ON DELETE CASCADE
);
CREATE INDEX segment_due ON segment (due_at);
CREATE INDEX segment_lock ON segment (retain_until);

-- Other modules may keep what they worked out about a segment in tables of their own that refer to
-- segment (stream, sequence, segment) ON DELETE CASCADE; dropping the catalogue then empties them.

CREATE TABLE place (
  record_id       text        NOT NULL COLLATE "C",
  version         integer     NOT NULL,
  kind            text        NOT NULL,
  captured_at     timestamptz,
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  number          integer     NOT NULL,
  delivery_id     text        COLLATE "C",
  PRIMARY KEY (stream, sequence, segment, number),
  FOREIGN KEY (stream, sequence, segment) REFERENCES segment ON DELETE CASCADE
);
CREATE INDEX place_record ON place (record_id);
CREATE INDEX place_delivery ON place (delivery_id) WHERE delivery_id IS NOT NULL;

-- How many records of a kind have a place; kept in step with place, so that a status page need not count.
CREATE TABLE kind_count (
  kind            text        NOT NULL PRIMARY KEY,
  records         bigint      NOT NULL
);

-- What the fold of the control stream says became of a segment. It may come before the segment itself,
-- because streams are followed in any order.
CREATE TABLE fate (
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  state           text        NOT NULL CHECK (state IN ('narrowed', 'destroyed')),
  keyring         text,
  at              timestamptz NOT NULL,
  PRIMARY KEY (stream, sequence, segment)
);

CREATE TABLE destroyed (
  record_id       text        NOT NULL COLLATE "C",
  certificate     text        NOT NULL,
  destroyed_at    timestamptz NOT NULL,
  PRIMARY KEY (record_id, certificate)
);

CREATE TABLE projection_position (
  projection      text        NOT NULL,
  stream          text        NOT NULL COLLATE "C",
  next_sequence   bigint      NOT NULL,
  PRIMARY KEY (projection, stream)
);

CREATE VIEW segment_now AS
  SELECT s.stream, s.sequence, s.segment, s.name, coalesce(f.keyring, s.keyring) AS keyring,
         s.retention_class, s.retain_until, s.due_at, s.records, s.bytes, s.blobs, s.erasable, s.held,
         coalesce(f.state, 'whole') AS state
    FROM segment s LEFT JOIN fate f USING (stream, sequence, segment);
