/** The enforcer: what the ledger demands, compared with what the store protects and keeps. */
@NullMarked
package io.holdfast.retention.disposal;

import org.jspecify.annotations.NullMarked;
