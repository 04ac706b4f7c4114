@NullMarked
package io.holdfast.deploy.demo;

import org.jspecify.annotations.NullMarked;
