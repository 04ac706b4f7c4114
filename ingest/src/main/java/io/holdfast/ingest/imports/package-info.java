/** Imports of exported chats: staged, looked at, decided, cut into captures, archived. */
@NullMarked
package io.holdfast.ingest.imports;

import org.jspecify.annotations.NullMarked;
