/** The HTTP API under {@code /api/v1} and the webhook endpoint. */
@NullMarked
package io.holdfast.deploy.web.api;

import org.jspecify.annotations.NullMarked;
