// [events]
package dev.coffer.sample.item;

/** Event {@code item.changed}, keyed by user: it stands otherwise than before. @param version counts its changes */
record ItemChanged(String userId, String itemId, int version) {

    static final String TYPE = "item.changed";
}
// [/events]
