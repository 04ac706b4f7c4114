/** What reviewers ask of the archive, and what they get. */
@NullMarked
package io.holdfast.search.query;

import org.jspecify.annotations.NullMarked;
