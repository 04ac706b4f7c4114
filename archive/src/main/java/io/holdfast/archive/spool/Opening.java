package io.holdfast.archive.spool;

/** What became of a spooled message when it was opened. */
public sealed interface Opening permits Opened, Unreadable {}
