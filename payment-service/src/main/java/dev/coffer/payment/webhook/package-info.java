/**
 * What payment providers tell of their own accord, by HTTP requests that they sign. {@link
 * dev.coffer.payment.webhook.HttpPaymentWebhooks} takes them in; who has to know is a bean of
 * {@link dev.coffer.payment.provider.HearsProvider}.
 */
@NullMarked
package dev.coffer.payment.webhook;

import org.jspecify.annotations.NullMarked;
