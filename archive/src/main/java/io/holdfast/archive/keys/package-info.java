/** Keys: what seals, opens, signs and verifies. */
@NullMarked
package io.holdfast.archive.keys;

import org.jspecify.annotations.NullMarked;
