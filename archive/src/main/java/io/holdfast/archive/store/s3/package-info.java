/** The write-once store in an S3 bucket with Object Lock; the only room of the AWS SDK for S3. */
@NullMarked
package io.holdfast.archive.store.s3;

import org.jspecify.annotations.NullMarked;
