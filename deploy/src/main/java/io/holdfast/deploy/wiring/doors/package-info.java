/** The desk's doors, fulfilled: each adapter only translates. */
@NullMarked
package io.holdfast.deploy.wiring.doors;

import org.jspecify.annotations.NullMarked;
