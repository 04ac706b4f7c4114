/** Tests of the wiring. */
@NullMarked
package io.holdfast.deploy.wiring;

import org.jspecify.annotations.NullMarked;
