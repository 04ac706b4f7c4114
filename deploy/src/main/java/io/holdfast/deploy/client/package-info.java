/** A caller of a Holdfast server's public doors. */
@NullMarked
package io.holdfast.deploy.client;

import org.jspecify.annotations.NullMarked;
