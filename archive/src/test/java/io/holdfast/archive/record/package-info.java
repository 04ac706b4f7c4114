/** Tests of this package. */
@NullMarked
package io.holdfast.archive.record;

import org.jspecify.annotations.NullMarked;
