/** The key vault and the keys of an archive. */
@NullMarked
package io.holdfast.archive.keys;

import org.jspecify.annotations.NullMarked;
