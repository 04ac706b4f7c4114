/** The spool: three Kafka topics of sealed captures, from the edge to the archiver. */
@NullMarked
package io.holdfast.archive.spool;

import org.jspecify.annotations.NullMarked;
