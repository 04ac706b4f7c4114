/** The clustered clock (Quartz) that plans disposals and reminds. */
@NullMarked
package io.holdfast.retention.clock;

import org.jspecify.annotations.NullMarked;
