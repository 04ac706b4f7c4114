/**
 * WhatsApp Business Platform webhook bodies into records. Door: {@link
 * io.holdfast.ingest.whatsapp.CloudNormalizer}.
 */
@NullMarked
package io.holdfast.ingest.whatsapp;

import org.jspecify.annotations.NullMarked;
