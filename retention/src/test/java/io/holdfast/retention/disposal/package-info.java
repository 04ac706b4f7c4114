@NullMarked
package io.holdfast.retention.disposal;

import org.jspecify.annotations.NullMarked;
