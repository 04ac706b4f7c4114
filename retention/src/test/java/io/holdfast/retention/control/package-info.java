@NullMarked
package io.holdfast.retention.control;

import org.jspecify.annotations.NullMarked;
