/** Opening what is sealed, checked while it is read. */
@NullMarked
package io.holdfast.archive.reading;

import org.jspecify.annotations.NullMarked;
