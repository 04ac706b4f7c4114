/** The benchmarks: each measures its figure and the limit beside it in the same run. */
@NullMarked
package io.holdfast.deploy.bench;

import org.jspecify.annotations.NullMarked;
