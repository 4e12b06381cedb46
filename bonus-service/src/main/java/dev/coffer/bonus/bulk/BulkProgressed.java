package dev.coffer.bonus.bulk;

/**
 * A bonus was given to another hundred of many users, or to the last of them.
 *
 * @param total to how many
 * @param given to how many so far
 * @param refused to how many not
 */
record BulkProgressed(String bulkId, String templateCode, int total, int given, int refused) {

    static final String TYPE = "bonus.bulk-progressed";
}
