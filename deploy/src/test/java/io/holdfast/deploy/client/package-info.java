@NullMarked
package io.holdfast.deploy.client;

import org.jspecify.annotations.NullMarked;
