-- Imports of exported chats and how far each has come: names and counts, no message text.
create table import_job (
  id varchar(64) primary key,
  started_at timestamp with time zone not null,
  job text not null
);
