/** The control stream folded into what is in force: schedules, matters, holds, disposals. */
@NullMarked
package io.holdfast.retention.control;

import org.jspecify.annotations.NullMarked;
