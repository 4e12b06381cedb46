package dev.coffer.core.events;

/**
 * Which ids the events of one document got. Events of a document have consecutive ids.
 *
 * @param collection where the document is
 * @param documentId its _id
 * @param first id of its first event
 * @param count number of its events, at least 1
 */
record JournalEntry(String collection, Object documentId, StreamId first, int count) {

    StreamId last() {
        return first.plus(count - 1);
    }
}
