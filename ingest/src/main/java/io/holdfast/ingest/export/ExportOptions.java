package io.holdfast.ingest.export;

import io.holdfast.archive.record.RecordIdentity;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How an export is to be read.
 *
 * @param zone what the phone's wall-clock times are assumed to be in
 * @param dateOrder the order that a person has decided, or null to find it
 * @param owner whose phone it was, by the name or number that the export shows, or null
 * @param account import id, or null
 * @param includeRaw whether records carry their exact bytes
 * @param exported when the file was exported, or null when nobody knows
 */
public record ExportOptions(
    ZoneId zone,
    @Nullable DateOrder dateOrder,
    @Nullable String owner,
    @Nullable String account,
    boolean includeRaw,
    RecordIdentity identity,
    @Nullable ExportDate exported) {
  /** UTC, nothing decided, the published identity. */
  public static ExportOptions standard() {
    return new ExportOptions(
        ZoneId.of("UTC"), null, null, null, false, RecordIdentity.published(), null);
  }

  /** With another zone. */
  public ExportOptions withZone(ZoneId value) {
    return new ExportOptions(value, dateOrder, owner, account, includeRaw, identity, exported);
  }

  /** With a decided order. */
  public ExportOptions withDateOrder(@Nullable DateOrder value) {
    return new ExportOptions(zone, value, owner, account, includeRaw, identity, exported);
  }

  /** With the phone's owner. */
  public ExportOptions withOwner(@Nullable String value) {
    return new ExportOptions(zone, dateOrder, value, account, includeRaw, identity, exported);
  }

  /** With an import id. */
  public ExportOptions withAccount(@Nullable String value) {
    return new ExportOptions(zone, dateOrder, owner, value, includeRaw, identity, exported);
  }

  /** With or without the exact bytes. */
  public ExportOptions withRaw(boolean value) {
    return new ExportOptions(zone, dateOrder, owner, account, value, identity, exported);
  }

  /** With an archive's own identity. */
  public ExportOptions withIdentity(RecordIdentity value) {
    return new ExportOptions(zone, dateOrder, owner, account, includeRaw, value, exported);
  }

  /** With the day of the export. */
  public ExportOptions withExported(@Nullable ExportDate value) {
    return new ExportOptions(zone, dateOrder, owner, account, includeRaw, identity, value);
  }

  /** Safe to print: no names. */
  @Override
  public String toString() {
    return "ExportOptions[" + zone + ", raw " + includeRaw + "]";
  }
}
