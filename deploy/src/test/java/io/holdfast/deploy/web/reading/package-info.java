/** Tests of what people and programs write. */
@NullMarked
package io.holdfast.deploy.web.reading;

import org.jspecify.annotations.NullMarked;
