/** The write-once store on one machine's file system. */
@NullMarked
package io.holdfast.archive.store.file;

import org.jspecify.annotations.NullMarked;
