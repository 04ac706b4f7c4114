package io.holdfast.deploy.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Instant AT = Instant.parse("2026-03-12T14:32:05Z");

  @Test
  void both_languages_say_everything_with_the_same_arguments() throws IOException {
    Properties english = bundle("words.properties");
    Properties german = bundle("words_de.properties");

    assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(
              new MessageFormat(german.getProperty(key), Locale.GERMANY)
                  .getFormatsByArgumentIndex())
          .describedAs(key)
          .hasSameSizeAs(
              new MessageFormat(english.getProperty(key), Locale.UK).getFormatsByArgumentIndex());
      assertThat(english.getProperty(key) + german.getProperty(key))
          .describedAs("a straight quote is an escape: %s", key)
          .doesNotContain("'");
    }
  }

  @Test
  void numbers_times_and_plurals_follow_the_language() {
    var english = new Words(Locale.US, LONDON);
    var german = new Words(Locale.GERMAN, LONDON);

    assertThat(english.time(AT)).isEqualTo("12 Mar 2026, 14:32");
    assertThat(german.time(AT)).isEqualTo("12.03.2026, 14:32");
    assertThat(english.number(47_015)).isEqualTo("47,015");
    assertThat(german.number(47_015)).isEqualTo("47.015");
    assertThat(english.say("search.hits", 1L)).isEqualTo("1 hit");
    assertThat(english.say("search.hits", 1234L)).isEqualTo("1,234 hits");
    assertThat(german.say("disposal.do", 47_015L))
        .isEqualTo("Genehmigen und 47.015 Einträge vernichten");
    assertThat(english.size(4_100_000_000L)).isEqualTo("4.1 GB");
    assertThat(english.span(6000)).isEqualTo("1 h 40 min");
    assertThat(new Words(Locale.FRENCH, LONDON).language()).isEqualTo("en");
  }

  private static Properties bundle(String name) throws IOException {
    var properties = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(
            WordsTest.class.getResourceAsStream("/io/holdfast/deploy/web/page/" + name))) {
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
    return properties;
  }
}
