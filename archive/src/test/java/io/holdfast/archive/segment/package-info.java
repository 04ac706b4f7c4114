/** Tests of this package. */
@NullMarked
package io.holdfast.archive.segment;

import org.jspecify.annotations.NullMarked;
