-- Gaps by what they are: what the status page counts, and what a conversation shows of its number. One row a
-- place; a later version of a gap says that it ended. An account is the source's own id, not a phone number.

CREATE TABLE gap (
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  number          integer     NOT NULL,
  record_id       text        NOT NULL COLLATE "C",
  version         integer     NOT NULL,
  reason          text        NOT NULL,
  account         text        COLLATE "C",
  conversation_id text        COLLATE "C",
  from_at         timestamptz,
  to_at           timestamptz,
  captured_at     timestamptz NOT NULL,
  PRIMARY KEY (stream, sequence, segment, number),
  FOREIGN KEY (stream, sequence, segment, number) REFERENCES place ON DELETE CASCADE
);
CREATE INDEX gap_record ON gap (record_id, version);
CREATE INDEX gap_account ON gap (account, from_at) WHERE conversation_id IS NULL;

-- The latest version of each gap, the earliest place of it.
CREATE VIEW gap_now AS
  SELECT DISTINCT ON (record_id)
         record_id, version, reason, account, conversation_id, from_at, to_at, captured_at,
         CASE WHEN to_at IS NOT NULL THEN 'closed' WHEN from_at IS NOT NULL THEN 'open' ELSE 'standing' END
           AS state
    FROM gap
   ORDER BY record_id, version DESC, captured_at, stream, sequence, segment, number;

-- What the watch over gaps remembers between two starts: made from the ledger, made again by a rebuild.
CREATE TABLE gap_memory (
  one             boolean     NOT NULL PRIMARY KEY CHECK (one),
  memory          text        NOT NULL
);
