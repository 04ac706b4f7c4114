package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.MatterDoor.Hold;
import io.holdfast.deploy.web.doors.MatterDoor.Matter;

/** A hold that somebody wants to release. */
public record ReleasePage(Matter matter, Hold hold) {}
