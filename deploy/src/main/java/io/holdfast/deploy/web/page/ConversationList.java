package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ConversationDoor.Summary;
import java.util.List;

/** Conversations with the newest record first. */
public record ConversationList(List<Summary> conversations) {}
