package io.holdfast.deploy.demo;

import io.holdfast.archive.Bytes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Three exported chats: an Android one in English, an iPhone's in German with files, and one whose
 * dates can be read in two ways.
 */
final class SampleExports {
  private static final DateTimeFormatter ANDROID =
      DateTimeFormatter.ofPattern("dd/MM/yyyy, HH:mm", Locale.ROOT);

  private final LocalDate today;

  SampleExports(LocalDate today) {
    this.today = today;
  }

  List<SampleExport> all() {
    return List.of(plain(), new SamplePhoneZip(today.minusDays(120)).export(), undecided());
  }

  private SampleExport plain() {
    String me = "Eleanor Marsh";
    String other = "Gareth Pryce";
    LocalDate day = today.minusDays(210);
    var chat = new StringBuilder();
    android(
        chat,
        day.atTime(9, 2),
        "",
        "Messages and calls are end-to-end encrypted. No one outside of this chat, not even"
            + " WhatsApp, can read or listen to them. Tap to learn more.");
    android(
        chat,
        day.atTime(9, 2),
        other,
        "Good morning Eleanor, using my private phone while the office one is being repaired");
    android(
        chat,
        day.atTime(9, 5),
        me,
        "No problem. Please remember that this one has to be handed in as well");
    android(chat, day.atTime(9, 6), other, "Of course 🙂");
    android(
        chat,
        day.plusDays(4).atTime(17, 41),
        other,
        "Three things for the lender call:\n"
            + "1. covenant headroom\n"
            + "2. the Haldon tender\n"
            + "3. who signs invoice HS-2207");
    android(chat, day.plusDays(4).atTime(17, 44), me, "1 and 2 are with me, 3 is Ruth");
    android(chat, day.plusDays(4).atTime(17, 45), other, "<Media omitted>");
    android(
        chat,
        day.plusDays(4).atTime(17, 49),
        me,
        "That chart is last quarter's, do you have the new one?");
    android(chat, day.plusDays(5).atTime(8, 15), other, "This message was deleted");
    android(chat, day.plusDays(5).atTime(8, 16), other, "Wrong window, sorry");
    android(
        chat,
        day.plusDays(11).atTime(12, 30),
        me,
        "Allocation for Marlow Income is 4,500,000, confirmed by mail <This message was edited>");
    android(chat, day.plusDays(11).atTime(12, 33), other, "Thank you, booked");
    android(
        chat,
        day.plusDays(26).atTime(19, 2),
        other,
        "Off the record: the auditors will ask about the rebate");
    android(
        chat,
        day.plusDays(26).atTime(19, 20),
        me,
        "Nothing is off the record here, Gareth. Please raise it with compliance");
    android(
        chat, day.plusDays(40).atTime(10, 0), other, "Office phone is back. Goodbye to this chat");
    android(chat, day.plusDays(40).atTime(10, 4), me, "👍");
    return text("WhatsApp Chat with " + other + ".txt", Cast.employee("eleanor"), chat);
  }

  /** Days and months below thirteen, and both orders run forward in time. */
  private SampleExport undecided() {
    String me = "Dominic Achebe";
    String other = "Owen Tate";
    int year = today.getYear() - 1;
    var chat = new StringBuilder();
    android(
        chat,
        LocalDateTime.of(year, 3, 2, 18, 12),
        other,
        "You around? Easier here than on the desk line");
    android(chat, LocalDateTime.of(year, 3, 2, 18, 15), me, "For ten minutes");
    android(
        chat,
        LocalDateTime.of(year, 4, 3, 7, 58),
        other,
        "Second line of the Haldon allocation, same terms as discussed");
    android(chat, LocalDateTime.of(year, 4, 3, 8, 3), me, "Same terms, off-book until the print");
    android(chat, LocalDateTime.of(year, 5, 4, 21, 40), other, "Rebate arrived?");
    android(chat, LocalDateTime.of(year, 5, 4, 21, 44), me, "Arrived. Delete this please");
    android(chat, LocalDateTime.of(year, 6, 5, 9, 30), other, "Lunch is on me then");
    return text("WhatsApp Chat with " + other + ".txt", Cast.employee("dominic"), chat);
  }

  private static void android(StringBuilder chat, LocalDateTime at, String sender, String text) {
    chat.append(ANDROID.format(at)).append(" - ");
    if (!sender.isEmpty()) {
      chat.append(sender).append(": ");
    }
    chat.append(text).append('\n');
  }

  private static SampleExport text(String name, Employee owner, StringBuilder chat) {
    return new SampleExport(name, owner, Bytes.utf8(chat.toString()));
  }
}
