@NullMarked
package io.holdfast.deploy.settings;

import org.jspecify.annotations.NullMarked;
