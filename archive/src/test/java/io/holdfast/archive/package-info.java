/** Fixtures that every module's tests share. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
