/** The ingest floor. */
@NullMarked
package io.holdfast.ingest;

import org.jspecify.annotations.NullMarked;
