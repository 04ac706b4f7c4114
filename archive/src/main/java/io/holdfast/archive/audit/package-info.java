/** Who looked at what, written down before it is shown. */
@NullMarked
package io.holdfast.archive.audit;

import org.jspecify.annotations.NullMarked;
