/** The values that every package of the archive and every floor above shares. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
