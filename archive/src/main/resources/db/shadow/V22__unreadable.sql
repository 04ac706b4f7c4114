-- Segments that were damaged or missing when they were taken in: their records are in no table. A rebuild reads them
-- again; what was destroyed meanwhile is no loss.
CREATE TABLE unreadable (
  stream          text        NOT NULL COLLATE "C",
  sequence        bigint      NOT NULL,
  segment         integer     NOT NULL,
  PRIMARY KEY (stream, sequence, segment),
  FOREIGN KEY (stream, sequence, segment) REFERENCES segment ON DELETE CASCADE
);
