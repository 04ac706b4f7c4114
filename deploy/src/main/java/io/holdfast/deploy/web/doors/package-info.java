/** What the desk needs from the rest of the program; wiring fulfils it with small adapters. */
@NullMarked
package io.holdfast.deploy.web.doors;

import org.jspecify.annotations.NullMarked;
