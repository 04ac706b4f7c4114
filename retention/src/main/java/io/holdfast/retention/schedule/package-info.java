/** Retention schedules: which class a record has, and for how long. */
@NullMarked
package io.holdfast.retention.schedule;

import org.jspecify.annotations.NullMarked;
