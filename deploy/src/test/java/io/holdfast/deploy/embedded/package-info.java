@NullMarked
package io.holdfast.deploy.embedded;

import org.jspecify.annotations.NullMarked;
