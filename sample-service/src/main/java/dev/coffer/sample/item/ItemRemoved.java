// [events]
package dev.coffer.sample.item;

/** Event {@code item.removed}, keyed by user: the user has it no more. */
record ItemRemoved(String userId, String itemId) {

    static final String TYPE = "item.removed";
}
// [/events]
