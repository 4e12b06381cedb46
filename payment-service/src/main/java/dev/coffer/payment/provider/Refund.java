package dev.coffer.payment.provider;

/**
 * A charge to give back.
 *
 * @param key 1 to 255 characters; the same for every try
 * @param reference of the captured charge
 */
public record Refund(String key, String reference) {}
