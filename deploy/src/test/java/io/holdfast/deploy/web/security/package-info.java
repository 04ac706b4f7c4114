/** Tests of the desk's security. */
@NullMarked
package io.holdfast.deploy.web.security;

import org.jspecify.annotations.NullMarked;
