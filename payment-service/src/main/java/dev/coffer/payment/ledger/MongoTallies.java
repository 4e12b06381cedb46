package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.usage.Tally;
import java.time.LocalDate;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** A tally as stored in the document of the booking, or hold, that counted it. */
final class MongoTallies {

    static final String TALLY = "tally";
    static final String USER = "user";
    static final String AS = "as";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String DAY = "day";

    private MongoTallies() {}

    static void write(BsonBinaryWriter writer, @Nullable Tally tally) {
        if (tally == null) {
            return;
        }
        writer.writeStartDocument(TALLY);
        writer.writeString(USER, tally.userId());
        writer.writeString(AS, tally.as().name());
        writer.writeInt64(AMOUNT, tally.amount());
        writer.writeString(CURRENCY, tally.currency());
        writer.writeInt64(DAY, tally.day().toEpochDay());
        writer.writeEndDocument();
    }

    /** Of the booking or hold {@code document}; null when it has none. */
    static @Nullable Tally read(BsonDocument document) {
        if (!document.containsKey(TALLY)) {
            return null;
        }
        BsonDocument tally = document.getDocument(TALLY);
        return new Tally(
                tally.getString(USER).getValue(),
                CountedAs.valueOf(tally.getString(AS).getValue()),
                tally.getInt64(AMOUNT).getValue(),
                tally.getString(CURRENCY).getValue(),
                LocalDate.ofEpochDay(tally.getInt64(DAY).getValue()));
    }
}
