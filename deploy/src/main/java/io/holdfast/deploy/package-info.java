/** The top floor: wiring, pages, commands. */
@NullMarked
package io.holdfast.deploy;

import org.jspecify.annotations.NullMarked;
