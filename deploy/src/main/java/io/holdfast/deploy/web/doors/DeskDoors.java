package io.holdfast.deploy.web.doors;

/** Everything that the desk opens, in one value: pages and API use the same. */
public record DeskDoors(Reading reading, Keeping keeping, Capturing capturing, StatusDoor status) {
  /** Doors to content; each call is recorded before its answer is shown. */
  public record Reading(
      SearchDoor search, RecordDoor records, ConversationDoor conversations, FileDoor files) {}

  /** Doors of records management; they hand out counts and names, no content. */
  public record Keeping(
      MatterDoor matters, ScheduleDoor schedule, DisposalDoor disposals, PeopleDoor people) {}

  /** Doors through which content comes in. */
  public record Capturing(ImportDoor imports, WebhookDoor webhook) {}
}
