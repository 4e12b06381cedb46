package dev.coffer.payment.guilty;

import org.bson.Document;

final class UsesTheDriver {
    Document document() {
        return new Document();
    }
}
