/** Whose phone is whose: people, their addresses and accounts over time. */
@NullMarked
package io.holdfast.ingest.people;

import org.jspecify.annotations.NullMarked;
