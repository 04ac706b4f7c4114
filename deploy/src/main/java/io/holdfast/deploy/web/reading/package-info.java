/** The recorded way to content: pages and API read through here and nowhere else. */
@NullMarked
package io.holdfast.deploy.web.reading;

import org.jspecify.annotations.NullMarked;
