/** Tests of the S3 store. */
@NullMarked
package io.holdfast.archive.store.s3;

import org.jspecify.annotations.NullMarked;
