/**
 * What a fuzzer drives: one class for each parser of outsiders' bytes. Each takes any bytes and
 * fails only when the parser does.
 */
@NullMarked
package io.holdfast.ingest.fuzz;

import org.jspecify.annotations.NullMarked;
