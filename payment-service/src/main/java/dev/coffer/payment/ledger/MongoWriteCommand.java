package dev.coffer.payment.ledger;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;

/**
 * An insert or update command written straight to bytes, in as many parts as its size asks for. Much cheaper than the
 * driver's bulk models, which build and encode a document for each statement.
 */
final class MongoWriteCommand {

    /** Well under the 16 MB that MongoDB takes, one more statement included. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final String command;
    private final String collection;
    private final String statements;
    private final List<RawBsonDocument> parts = new ArrayList<>();
    private BasicOutputBuffer buffer = new BasicOutputBuffer();
    private BsonBinaryWriter writer = new BsonBinaryWriter(buffer);
    private int count;

    private MongoWriteCommand(String command, String collection, String statements) {
        this.command = command;
        this.collection = collection;
        this.statements = statements;
        begin();
    }

    static MongoWriteCommand insert(String collection) {
        return new MongoWriteCommand("insert", collection, "documents");
    }

    static MongoWriteCommand update(String collection) {
        return new MongoWriteCommand("update", collection, "updates");
    }

    /** For one more statement, as a document of its own; call once for each. */
    BsonBinaryWriter next() {
        if (buffer.getSize() > MOST_BYTES) {
            end();
            begin();
        }
        count++;
        return writer;
    }

    /** The commands to run; none when there is no statement. */
    List<RawBsonDocument> parts() {
        end();
        return parts;
    }

    private void begin() {
        buffer = new BasicOutputBuffer();
        writer = new BsonBinaryWriter(buffer);
        count = 0;
        writer.writeStartDocument();
        writer.writeString(command, collection);
        writer.writeBoolean("ordered", true);
        writer.writeStartArray(statements);
    }

    private void end() {
        writer.writeEndArray();
        writer.writeEndDocument();
        writer.close();
        if (count > 0) {
            parts.add(new RawBsonDocument(buffer.getInternalBuffer(), 0, buffer.getSize()));
        }
    }
}
