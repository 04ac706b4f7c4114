/** Tests of this package. */
@NullMarked
package io.holdfast.archive.seal;

import org.jspecify.annotations.NullMarked;
