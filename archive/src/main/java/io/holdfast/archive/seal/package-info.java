/** The archiver: captures become records, records are protected and sealed. */
@NullMarked
package io.holdfast.archive.seal;

import org.jspecify.annotations.NullMarked;
