package dev.coffer.core.store;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/**
 * One running transaction, handed out by {@link Transactions} only. Whoever holds it writes atomically with everybody else who
 * was given it; that is how an event and the state it tells about are saved together.
 */
public final class UnitOfWork {

    private final ClientSession session;
    private final MongoDatabase database;

    UnitOfWork(ClientSession session, MongoDatabase database) {
        this.session = session;
        this.database = database;
    }

    /** The session to pass to every read and write that belongs to the transaction. */
    public ClientSession session() {
        return session;
    }

    /** The database that the transaction works in. */
    public MongoDatabase database() {
        return database;
    }

    /** Short for {@code database().getCollection(name)}; pass {@link #session()} to what you call on it. */
    public MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
