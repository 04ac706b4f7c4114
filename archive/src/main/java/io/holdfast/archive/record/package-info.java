/** The canonical record, its identity and its one JSON form. */
@NullMarked
package io.holdfast.archive.record;

import org.jspecify.annotations.NullMarked;
