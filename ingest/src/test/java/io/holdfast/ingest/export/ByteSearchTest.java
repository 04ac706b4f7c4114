package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullUnmarked;

/** What looks at eight bytes at once finds what looking at each would find. */
@NullUnmarked
class ByteSearchTest {
  @Property(tries = 2_000)
  void findsTheNextOne(
      @ForAll @Size(max = 60) byte[] bytes,
      @ForAll @IntRange(max = 60) int from,
      @ForAll @IntRange(max = 60) int limit,
      @ForAll boolean colon) {
    int end = Math.min(limit, bytes.length);
    char sought = colon ? ':' : '\n';
    int expected = -1;
    for (int at = from; at < end && expected < 0; at++) {
      expected = bytes[at] == sought ? at : -1;
    }
    assertThat(ByteSearch.next(bytes, from, end, sought)).isEqualTo(expected);
  }

  @Property(tries = 500)
  void oneByteMakesAnotherHash(
      @ForAll @Size(min = 1, max = 40) byte[] bytes, @ForAll @IntRange(max = 39) int at) {
    byte[] shifted = new byte[bytes.length + 3];
    System.arraycopy(bytes, 0, shifted, 3, bytes.length);
    int hash = ByteSearch.hash(bytes, 0, bytes.length);
    assertThat(ByteSearch.hash(shifted, 3, shifted.length)).isEqualTo(hash);
    shifted[3 + at % bytes.length] ^= 1;
    assertThat(ByteSearch.hash(shifted, 3, shifted.length)).isNotEqualTo(hash);
  }
}
