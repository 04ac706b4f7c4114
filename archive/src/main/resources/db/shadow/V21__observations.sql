-- What is needed to see that two sealed records are observations of one message. No text and no address: the text's
-- key is a keyed hash, the sender's as well. Whether two records belong together is worked out when it is asked.
CREATE TABLE observation (
  record_id       text        NOT NULL COLLATE "C",
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  number          integer     NOT NULL,
  connector       text        NOT NULL,
  account         text        NOT NULL COLLATE "C",
  conversation    text        NOT NULL COLLATE "C",
  direct          boolean,
  ordinal         bigint      NOT NULL,
  sent_at         timestamptz NOT NULL,
  minute          boolean     NOT NULL,
  text_key        text        NOT NULL COLLATE "C",
  telling         boolean     NOT NULL,
  sender_key      text        COLLATE "C",
  PRIMARY KEY (stream, sequence, segment, number),
  FOREIGN KEY (stream, sequence, segment, number) REFERENCES place ON DELETE CASCADE
);
CREATE INDEX observation_record ON observation (record_id);
CREATE INDEX observation_text ON observation (text_key, sent_at);
CREATE INDEX observation_order ON observation (connector, account, conversation, sent_at, ordinal);
