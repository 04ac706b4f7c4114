/** Fetches the files of messages from the platform and hands them to the archive. */
@NullMarked
package io.holdfast.ingest.media;

import org.jspecify.annotations.NullMarked;
