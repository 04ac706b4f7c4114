package io.holdfast.deploy.demo;

import io.holdfast.deploy.settings.Secret;
import java.net.URI;

/**
 * A running server, as the demonstration reaches it: over HTTP, like everybody else.
 *
 * @param address for example {@code http://127.0.0.1:8080}
 * @param appSecret signs webhooks
 * @param token of somebody with the role {@code legal}, who may import, open matters and hold
 */
public record DemoServer(URI address, Secret appSecret, Secret token) {}
