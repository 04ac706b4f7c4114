/** Tests of what finds gaps. */
@NullMarked
package io.holdfast.ingest.gaps;

import org.jspecify.annotations.NullMarked;
