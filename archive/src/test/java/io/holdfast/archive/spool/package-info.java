/** Tests of the spool against a real broker in this process, and the broker itself. */
@NullMarked
package io.holdfast.archive.spool;

import org.jspecify.annotations.NullMarked;
