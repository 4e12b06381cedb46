package dev.coffer.payment.guilty;

import org.bson.Document;

/** An adapter: the driver is its business. */
final class MongoInnocents {
    Document document() {
        return new Document();
    }
}
