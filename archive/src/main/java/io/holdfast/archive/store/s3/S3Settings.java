package io.holdfast.archive.store.s3;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach an S3 store.
 *
 * @param endpoint the server, when it is not Amazon's
 * @param credentials absent: the SDK's default chain (environment, profile, instance role)
 */
public record S3Settings(
    S3Place place,
    Optional<URI> endpoint,
    Optional<S3Credentials> credentials,
    S3Dialect dialect) {}
