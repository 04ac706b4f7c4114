/** The desk over hand-made doors, on a random port. */
@NullMarked
package io.holdfast.deploy.web;

import org.jspecify.annotations.NullMarked;
