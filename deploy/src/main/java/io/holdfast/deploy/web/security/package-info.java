/** Who may do what at the desk: accounts, tokens, access classes, and the record of every look. */
@NullMarked
package io.holdfast.deploy.web.security;

import org.jspecify.annotations.NullMarked;
