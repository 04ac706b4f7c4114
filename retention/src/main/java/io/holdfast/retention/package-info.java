/** The retention floor's door: schedules, matters, holds and disposals. */
@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
