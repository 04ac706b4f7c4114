/** Segments, keyrings and blobs: how records and files lie in the store. */
@NullMarked
package io.holdfast.archive.segment;

import org.jspecify.annotations.NullMarked;
