/** The desk: pages and API over the doors, put together in {@link WebConfiguration}. */
@NullMarked
package io.holdfast.deploy.web;

import org.jspecify.annotations.NullMarked;
