/** The archive's door and the values every floor shares. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
