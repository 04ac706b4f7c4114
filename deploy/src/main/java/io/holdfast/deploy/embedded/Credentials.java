package io.holdfast.deploy.embedded;

import io.holdfast.deploy.settings.Secret;

/** Who to sign in to an engine as. */
public record Credentials(String user, Secret password) {}
