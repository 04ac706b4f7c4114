/** What is sealed and where it lies, in PostgreSQL: a shadow of the ledger without message text. */
@NullMarked
package io.holdfast.archive.catalogue;

import org.jspecify.annotations.NullMarked;
