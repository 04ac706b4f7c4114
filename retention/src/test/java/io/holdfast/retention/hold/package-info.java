@NullMarked
package io.holdfast.retention.hold;

import org.jspecify.annotations.NullMarked;
