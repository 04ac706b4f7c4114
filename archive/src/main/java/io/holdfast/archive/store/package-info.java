/** The write-once store: one socket, two implementations. */
@NullMarked
package io.holdfast.archive.store;

import org.jspecify.annotations.NullMarked;
