package dev.coffer.notification.template;

/**
 * What a template has a place for.
 *
 * @param name as it stands between braces: "amount"
 * @param sample what a preview shows in its place: "12.50"
 */
public record Variable(String name, String sample) {}
