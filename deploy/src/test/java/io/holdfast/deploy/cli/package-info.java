@NullMarked
package io.holdfast.deploy.cli;

import org.jspecify.annotations.NullMarked;
