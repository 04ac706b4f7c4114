/**
 * What the demonstration shows: an invented firm whose traffic comes in through the public doors.
 */
@NullMarked
package io.holdfast.deploy.demo;

import org.jspecify.annotations.NullMarked;
