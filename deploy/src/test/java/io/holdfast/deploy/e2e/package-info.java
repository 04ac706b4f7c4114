/** The real launcher as child processes: what a new user would do, and what would go wrong. */
@NullMarked
package io.holdfast.deploy.e2e;

import org.jspecify.annotations.NullMarked;
