// [events]
package dev.coffer.sample.item;

/** Event {@code item.created}, keyed by user: the user has another one. */
record ItemCreated(String userId, String itemId) {

    static final String TYPE = "item.created";
}
// [/events]
