/** Tests of the desk's page. */
@NullMarked
package io.holdfast.deploy.web.page;

import org.jspecify.annotations.NullMarked;
