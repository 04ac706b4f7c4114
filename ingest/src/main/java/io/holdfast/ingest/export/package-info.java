/** Exported chats: files of the phone's "Export chat", read byte by byte into records. */
@NullMarked
package io.holdfast.ingest.export;

import org.jspecify.annotations.NullMarked;
