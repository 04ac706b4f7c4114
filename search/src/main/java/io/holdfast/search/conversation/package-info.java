/** Conversations in their order, each message with what became of it. */
@NullMarked
package io.holdfast.search.conversation;

import org.jspecify.annotations.NullMarked;
