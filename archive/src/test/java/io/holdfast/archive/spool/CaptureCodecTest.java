package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaptureCodecTest {
  @Property(tries = 300)
  void everythingComesBack(@ForAll("entries") CaptureEntry entry) throws UnreadableException {
    assertThat(CaptureCodec.decode(CaptureCodec.encode(entry))).isEqualTo(entry);
  }

  @Property(tries = 2_000)
  void anyBytesGiveAnEntryOrAReason(@ForAll byte[] bytes) {
    try {
      CaptureCodec.decode(bytes);
    } catch (UnreadableException e) {
      assertThat(e.toResult().reason())
          .isIn(Unreadable.Reason.MALFORMED, Unreadable.Reason.UNSUPPORTED_VERSION);
    }
  }

  @Property(tries = 500)
  void aCutOrAlteredHeaderNeverEscapesAsAnotherFailure(
      @ForAll("entries") CaptureEntry entry, @ForAll int at, @ForAll byte flip) {
    byte[] encoded = CaptureCodec.encode(entry);
    encoded[Math.floorMod(at, encoded.length)] ^= flip;
    try {
      CaptureCodec.decode(encoded);
    } catch (UnreadableException e) {
      assertThat(e.toResult().explanation()).isNotEmpty();
    }
  }

  @Property(tries = 2_000)
  void anyBytesAreAnEnvelopeOrNot(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> Envelope.decode(bytes)).isInstanceOf(UnreadableException.class);
  }

  @Provide
  Arbitrary<CaptureEntry> entries() {
    Arbitrary<String> text = Arbitraries.strings().ascii().ofMaxLength(40);
    Arbitrary<String> names = Arbitraries.of("x-hub-signature-256", "a", "zone", "ü", "日本");
    Arbitrary<Map<String, String>> headers = Arbitraries.maps(names, text).ofMaxSize(4);
    Arbitrary<Bytes> bodies =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::wrap);
    Arbitrary<Instant> times =
        Arbitraries.longs()
            .between(0, 4_000_000_000L)
            .map(seconds -> Instant.ofEpochSecond(seconds, 123_456_789));
    Arbitrary<Capture> captures =
        Combinators.combine(text, Arbitraries.of(CaptureType.class), times, text, headers, bodies)
            .as(
                (id, type, time, account, map, body) ->
                    new Capture("c" + id, type, time, account, new TreeMap<>(map), body));
    Arbitrary<SessionEnd> ends =
        Arbitraries.longs()
            .between(3, Long.MAX_VALUE)
            .map(issued -> new SessionEnd("s", issued, List.of(new CounterRange(1, 2))));
    return Combinators.combine(captures, bodies.injectNull(0.5), ends.list().ofMaxSize(3))
        .as(
            (capture, signature, list) ->
                new CaptureEntry(
                    capture, signature == null || signature.isEmpty() ? null : signature, list));
  }
}
