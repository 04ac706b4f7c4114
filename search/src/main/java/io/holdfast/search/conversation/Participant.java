package io.holdfast.search.conversation;

import io.holdfast.archive.record.Party;

/**
 * Somebody in a conversation.
 *
 * @param sent how many entries are theirs
 */
public record Participant(Party party, long sent) {}
