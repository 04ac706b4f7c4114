@NullMarked
package io.holdfast.retention.clock;

import org.jspecify.annotations.NullMarked;
