/** The search index: a shadow of the ledger in Elasticsearch. */
@NullMarked
package io.holdfast.search.index;

import org.jspecify.annotations.NullMarked;
