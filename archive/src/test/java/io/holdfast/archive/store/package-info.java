/** The store's contract suite and its fixtures. */
@NullMarked
package io.holdfast.archive.store;

import org.jspecify.annotations.NullMarked;
