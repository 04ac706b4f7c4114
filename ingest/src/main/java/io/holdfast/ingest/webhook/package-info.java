/**
 * Webhook deliveries of the WhatsApp Business Platform: origin proven, made durable, answered.
 * Door: {@link io.holdfast.ingest.webhook.WebhookIntake}.
 */
@NullMarked
package io.holdfast.ingest.webhook;

import org.jspecify.annotations.NullMarked;
