package io.holdfast.archive.store.s3;

/** An access key of its own instead of what the machine's environment offers. */
public record S3Credentials(String accessKey, String secretKey) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "S3Credentials[" + accessKey + ", secret redacted]";
  }
}
