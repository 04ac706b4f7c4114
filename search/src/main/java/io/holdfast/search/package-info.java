/** The search floor. */
@NullMarked
package io.holdfast.search;

import org.jspecify.annotations.NullMarked;
