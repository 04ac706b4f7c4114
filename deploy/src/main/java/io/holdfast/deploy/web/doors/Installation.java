package io.holdfast.deploy.web.doors;

import java.time.ZoneId;

/**
 * What every page says about this archive.
 *
 * @param firm the firm's name as people know it
 * @param zone the zone in which times are shown
 * @param rehearsal whether its first manifest says that it is not evidence
 */
public record Installation(String firm, ZoneId zone, boolean rehearsal) {}
