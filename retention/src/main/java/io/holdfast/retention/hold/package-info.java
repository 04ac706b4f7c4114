/** Hold terms, and whether a record matches them. */
@NullMarked
package io.holdfast.retention.hold;

import org.jspecify.annotations.NullMarked;
