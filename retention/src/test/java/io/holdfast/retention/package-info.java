@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
