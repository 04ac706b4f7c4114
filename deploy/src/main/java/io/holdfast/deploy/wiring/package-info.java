/** Puts the floors together: opens archives, starts roles, fulfils the desk's doors. */
@NullMarked
package io.holdfast.deploy.wiring;

import org.jspecify.annotations.NullMarked;
