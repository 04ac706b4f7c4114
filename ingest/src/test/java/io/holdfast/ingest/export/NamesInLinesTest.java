package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the app name people and nothing else, in wordings of the last years too. */
@NullUnmarked
class NamesInLinesTest {
  @ParameterizedTest
  @CsvSource({
    "Your security code with Ana Kos changed. Tap to learn more.",
    "Mã bảo mật của bạn với Ana Kos đã thay đổi. Nhấn để tìm hiểu thêm.",
    "Kode keamanan Anda dengan Ana Kos telah berubah. Ketuk untuk info selengkapnya.",
    "รหัสความปลอดภัยของคุณกับ Ana Kos มีการเปลี่ยนแปลง แตะเพื่อเรียนรู้เพิ่มเติม",
    "Ana Kosとのセキュリティコードが変更されました。 タップして詳細を表示。",
    "Cambió tu código de seguridad con Ana Kos. Toca para obtener más información."
  })
  void whoseSecurityCodeChangedIsTheNameAlone(String line) {
    assertThat(members(line)).containsExactly("Ana Kos");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your security code with all participants changed.",
        "Deine Sicherheitsnummer für alle Mitglieder hat sich geändert.",
        "Mã bảo mật của bạn với tất cả thành viên đã thay đổi."
      })
  void everybodyIsNobodysName(String line) {
    assertThat(members(line)).isEmpty();
  }

  private static List<String> members(String line) {
    String text = "[31/01/2024, 21:00:00] Ana Kos: \u200e" + line + "\r\n";
    var membership = (Content.Membership) Exports.read(text).getFirst().content();
    assertThat(membership.event()).isEqualTo("security-code-changed");
    return membership.members().stream().map(Party::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u095c", "\u0921\u093c"})
  void aLetterOfTwoSpellingsIsReadInBoth(String letter) {
    String text = "\u200e[31/01/2024, 21:00:00] Ana: \u200eवीडियो छो%sा गया\r\n".formatted(letter);
    assertThat(Exports.read(text).getFirst().content().type()).isEqualTo("video");
  }

  @ParameterizedTest
  @CsvSource({
    "'\u200e',You deleted this message.",
    "'\u200e',このメッセージを削除しました。",
    "'',This message was deleted."
  })
  void theWordsOfADeletionAreKeptWhole(String mark, String words) {
    CanonicalRecord record =
        Exports.read("[31/01/2024, 21:00:00] Ana: " + mark + words + "\r\n").getFirst();
    assertThat(record.content()).isEqualTo(new Content.Deleted(words));
  }

  @Test
  void aViewOnceMessageWithoutASenderAddsNobody() {
    CanonicalRecord record =
        Exports.read(
                "31/01/2024, 21:00 - You received a view once photo. For added privacy, you can"
                    + " only open it on your phone.\n")
            .getFirst();
    assertThat(record.kind()).isEqualTo(RecordKind.NOTICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "You created the group: Lunch|created|You||Lunch",
        "Ana Kos created the group: Lunch|created|Ana Kos||Lunch",
        "You were removed from the group|removed||You|",
        "Ana Kos added you to a group in the community: Big|added|Ana Kos|You|Big",
        "Ana Kos added you to a group in the community \"Big\"|added|Ana Kos|You|Big",
        "Ana Kos is now a community admin|promoted||Ana Kos|",
        "You're no longer a community admin|demoted||You|",
        "Ana Kos te añadió a un grupo en la comunidad \"Big\"|added|Ana Kos|Tú|Big",
        "Ana Kos cambió el asunto del grupo de \"A\" a \"B\"|subject-changed|Ana Kos||B",
        "Ana Kos ahora es admin. de la comunidad.|promoted||Ana Kos|",
      })
  void newerLinesNameWhoAndWhat(
      String line, String event, String actor, String member, String name) {
    String text =
        "31/01/2024, 21:00 - %s\n31/01/2024, 21:01 - Ana Kos: <Multimedia omitido>\n"
            .formatted(line);
    var membership = (Content.Membership) Exports.read(text).getFirst().content();
    assertThat(membership.event()).isEqualTo(event);
    assertThat(membership.actor() == null ? null : membership.actor().name()).isEqualTo(actor);
    assertThat(membership.members().stream().map(Party::name).toList())
        .usingElementComparator(String::compareToIgnoreCase)
        .isEqualTo(member == null ? List.of() : List.of(member));
    assertThat(membership.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This group was added to the community \"Big\"",
        "Ana Kos removed this group from the community Big",
        "Welcome to the community!",
        "Shop now uses other companies to manage its WhatsApp conversations",
        "The business account you're chatting with is now verified as \"Shop\"",
      })
  void whatConcernsTheChatAloneNamesNobody(String line) {
    CanonicalRecord record = Exports.read("31/01/2024, 21:00 - " + line + "\n").getFirst();
    assertThat(record.kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(record.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Mensagem editada>",
        "<Esta mensagem foi editada>",
        "<הודעה זו נערכה>",
        "<ההודעה נערכה>"
      })
  void editsAreToldInMoreWordings(String marker) {
    CanonicalRecord record =
        Exports.read("31/01/2024, 21:00 - Ana: hi " + marker + "\n").getFirst();
    assertThat(record.content()).isEqualTo(new Content.Text("hi", true));
  }
}
