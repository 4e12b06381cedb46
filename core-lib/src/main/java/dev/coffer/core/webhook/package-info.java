/**
 * Signing what is sent to others' webhooks and verifying what comes to ours: {@code t=<unix seconds>,v1=<hex hmac-sha256>} over
 * {@code <t>.<body>}, the scheme that Stripe made common. For notification-service, which sends, and payment-service, which hears from
 * providers; imports no other room.
 */
@NullMarked
package dev.coffer.core.webhook;

import org.jspecify.annotations.NullMarked;
