package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.MatterDoor.Matter;
import io.holdfast.deploy.web.doors.MatterDoor.Preview;
import org.jspecify.annotations.Nullable;

/**
 * A hold that is being prepared.
 *
 * @param preview what it would reach; absent before it is counted
 * @param mistake why it cannot be counted
 */
public record HoldPage(
    Matter matter, HoldForm form, @Nullable Preview preview, @Nullable String mistake) {}
