/**
 * Engines that run on this machine: Kafka in this JVM, Elasticsearch and PostgreSQL as children.
 */
@NullMarked
package io.holdfast.deploy.embedded;

import org.jspecify.annotations.NullMarked;
