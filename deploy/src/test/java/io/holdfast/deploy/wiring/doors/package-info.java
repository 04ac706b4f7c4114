/** Tests of the doors. */
@NullMarked
package io.holdfast.deploy.wiring.doors;

import org.jspecify.annotations.NullMarked;
