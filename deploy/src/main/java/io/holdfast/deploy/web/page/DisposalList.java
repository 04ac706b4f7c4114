package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.DisposalDoor.Plan;
import java.util.List;

/** Disposal plans, newest first. */
public record DisposalList(List<Plan> plans) {}
