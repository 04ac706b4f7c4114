@NullMarked
package io.holdfast.retention.schedule;

import org.jspecify.annotations.NullMarked;
