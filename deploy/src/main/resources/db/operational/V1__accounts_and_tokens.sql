-- Who may sign in and which tokens speak for them. Hashes only; no evidence, no message text.
create table account (
  name          varchar(100) primary key,
  password_hash varchar(100) not null,
  roles         varchar(200) not null,
  created_at    timestamp with time zone not null,
  disabled      boolean not null default false
);

create table token (
  id         varchar(32) primary key,
  token_hash char(64) not null unique,
  person     varchar(100) not null,
  roles      varchar(200) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
