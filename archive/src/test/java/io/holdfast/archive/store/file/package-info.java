/** Tests of the embedded store. */
@NullMarked
package io.holdfast.archive.store.file;

import org.jspecify.annotations.NullMarked;
