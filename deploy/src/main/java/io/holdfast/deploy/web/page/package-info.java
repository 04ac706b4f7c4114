/** The desk's pages: rendered here, whole without script, quicker with it. */
@NullMarked
package io.holdfast.deploy.web.page;

import org.jspecify.annotations.NullMarked;
